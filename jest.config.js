/** File names decide what runs when: see test/README.md. */

// As the gateway runs: GraphQL omits checks for developers, which take a tenth of the time.
process.env.NODE_ENV = 'production';

/** @type {import('jest').Config} */
module.exports = {
  testMatch: [
    '<rootDir>/test/**/*.test.ts',
    ...(process.env.HEAVY ? ['<rootDir>/test/clickhouse/*.clickhouse.ts'] : []),
  ],
  filter: '<rootDir>/test/together/filter.cjs',
  transform: {
    '^.+\\.[jt]s$': ['@swc/jest', { ...require('./packaging/compiler.cjs'), sourceMaps: 'inline' }],
  },
  // These ship as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!temporal-|get-east-asian-width|auto-bind|jose/)'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/postgres/start.ts',
  globalTeardown: '<rootDir>/test/postgres/stop.ts',
  // Only a test that hangs reaches this limit; a test that waits on a busy machine does not.
  testTimeout: 300_000,
  maxWorkers: 2,
};
