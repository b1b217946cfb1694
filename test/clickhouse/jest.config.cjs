const common = { ...require('../../jest.config.js') };
// It chooses among the tests of `npm test`.
delete common.filter;

/** `npm run test:clickhouse`: the tests of this folder, which `npm test` does not run. */
module.exports = { ...common, rootDir: '../..', testMatch: ['<rootDir>/test/clickhouse/*.clickhouse.ts'] };
