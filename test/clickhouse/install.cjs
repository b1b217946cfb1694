const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');

// Installs ClickHouse in process, which tests with HEAVY=1 and `npm run test:clickhouse` need.
const isWanted = process.env.HEAVY || !process.argv.includes('--if-heavy');
const isThere = process.env.TEST_CLICKHOUSE_URL || existsSync(path.join(__dirname, 'node_modules/chdb'));
if (isWanted && !isThere) {
  console.log('Installing ClickHouse for the tests (540 MB) …');
  const args = ['install', '--prefix', __dirname, '--no-save', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  process.exitCode = status ?? 1;
}
