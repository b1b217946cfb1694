import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../src/server/root';

/**
 * Runs the tests on other versions of Node. Each is a plain binary from npm and no dependency. `npm
 * run test:nodes` runs all; `npm run test:nodes -- 22 24 test/unit test/engine` runs some versions
 * and tests.
 */
const VERSIONS = ['20.19', '22', '24'];
const CACHE = path.join(ROOT, 'node_modules/.cache/metergate/nodes');

const args = process.argv.slice(2);
const isVersion = (one: string) => /^\d+(\.\d+)*$/.test(one);
const chosen = args.filter(isVersion);
const tests = args.filter((one) => !isVersion(one));
const failed = (chosen.length > 0 ? chosen : VERSIONS).filter((version) => !passesOn(version));
if (failed.length > 0) console.log(`Failed on Node ${failed.join(', ')}.`);
process.exitCode = failed.length;

function passesOn(version: string): boolean {
  const node = binary(version);
  console.log(`\nNode ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  // A test that starts `node` by name gets this version too.
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH']}` };
  return spawnSync(node, [jest, ...tests], { cwd: ROOT, env, stdio: 'inherit' }).status === 0;
}

/** Returns the path of a version's newest binary, and fetches it the first time. */
function binary(version: string): string {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = path.join(CACHE, version);
  const file = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', '--prefix', folder, ...quiet, `${name}@${version}`], { stdio: 'inherit' });
  return file;
}
