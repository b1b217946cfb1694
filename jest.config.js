const { alone, heavy } = require('./test/together/files.json');

/** Files that are named are run as they are, all of them together: test/together/part.ts says why. */
const isAnyNamed = process.argv.slice(2).some((word) => !word.startsWith('-'));
const patterns = (some) => Object.values(some).flat().join('|');

/** @type {import('jest').Config} */
module.exports = {
  testRegex: isAnyNamed ? '/test/.*\\.test\\.ts$' : `/test/(?:together/\\d+|(?:${patterns(alone)})\\.test)\\.ts$`,
  testPathIgnorePatterns: isAnyNamed || process.env.HEAVY ? [] : [`/test/(?:${patterns(heavy)})\\.test\\.ts$`],
  transform: {
    '^.+\\.[jt]s$': ['@swc/jest', { ...require('./packaging/compiler.cjs'), sourceMaps: 'inline' }],
  },
  // These ship as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!temporal-|get-east-asian-width|auto-bind|jose/)'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/postgres/start.ts',
  globalTeardown: '<rootDir>/test/postgres/stop.ts',
  // Only a test that hangs takes so long; one that waits for a busy machine does not fail.
  testTimeout: 60_000,
  maxWorkers: 2,
};
