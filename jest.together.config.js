const alone = Object.values(require('./test/together/alone.json')).flat().join('|');
const { testMatch, ...config } = require('./jest.config.js');

/** All tests, in fewer files than they are written in: test/together/part.ts says why. */
module.exports = { ...config, testRegex: `/test/(?:together/\\d+|(?:${alone})\\.test)\\.ts$` };
