import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { packedDocs } from '../../packaging/packedDocs';
import { compileSources } from '../../packaging/sources';
import { consoleBundle } from '../../src/server/console/bundle';
import { READY } from '../../src/server/docs/docs';
import { ROOT } from '../graphql/gatewayServer';
import { temporaryDirectory } from '../engine/temporaryDirectory';

export const run = promisify(execFile);
/** Real packing and installing takes a minute and a package registry. */
const FOR_REAL = Boolean(process.env['PACK_TEST']);

/** A folder that contains only the installed package. */
export interface Installed {
  readonly folder: string;
  /** The command line of the installed package. */
  readonly bin: string;
  remove(): Promise<void>;
}

/**
 * Metergate in an empty folder. With PACK_TEST=1, npm installs a tarball; otherwise the same files
 * are put together, with the packages of this clone.
 */
export async function installed(): Promise<Installed> {
  const { path: above, remove } = await temporaryDirectory();
  const folder = path.join(above, 'empty');
  mkdirSync(folder);
  const there = path.join(folder, 'node_modules/metergate');
  await (FOR_REAL ? byNpm(above, folder) : putTogether(there));
  return { folder, bin: path.join(there, 'bin/metergate.cjs'), remove };
}

async function byNpm(above: string, folder: string): Promise<void> {
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', above], { cwd: ROOT });
  const tarball = path.join(above, stdout.trim().split('\n').at(-1)!);
  await run('npm', ['install', '--no-audit', '--no-fund', tarball], { cwd: folder });
}

async function putTogether(there: string): Promise<void> {
  for (const part of ['package.json', 'bin', 'schema/model', 'schema/dashboards', 'docs']) {
    cpSync(path.join(ROOT, part), path.join(there, part), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(there, 'node_modules'));
  await compileSources(path.join(ROOT, 'src'), path.join(there, 'dist'));
  const page = path.join(there, 'dist/console');
  mkdirSync(page);
  for (const [name, content] of (await consoleBundle(() => undefined)).files)
    writeFileSync(path.join(page, name), content);
  writeFileSync(path.join(there, 'dist', READY), await packedDocs());
}
