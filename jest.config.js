/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
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
