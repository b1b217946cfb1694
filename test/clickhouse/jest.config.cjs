/** `npm run test:clickhouse`: the tests of this folder, which `npm test` does not run. */
module.exports = {
  ...require('../../jest.config.js'),
  rootDir: '../..',
  testRegex: '/test/clickhouse/.*\\.clickhouse\\.ts$',
  testPathIgnorePatterns: ['/node_modules/'],
};
