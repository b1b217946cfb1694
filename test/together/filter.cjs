const path = require('node:path');

const isPart = (file) => path.dirname(file) === __dirname;
const isAlone = (file) => /\.alone\./.test(path.basename(file));
const isHeavy = (file) => /\.heavy\./.test(path.basename(file));
/** Jest finds these only with HEAVY. */
const isClickhouse = (file) => file.endsWith('.clickhouse.ts');

/**
 * Jest passes every test file, or those named at the command line. Named files run as they are.
 * Without names the parts run most files, so that jest runs the parts and the files named alone.
 */
module.exports = (files) => {
  const isNamed = !files.some(isPart);
  const runs = (file) => isPart(file) || isClickhouse(file) || (isAlone(file) && (process.env.HEAVY || !isHeavy(file)));
  return Promise.resolve({ filtered: isNamed ? files : files.filter(runs) });
};
