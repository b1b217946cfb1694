import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freshDatabase } from '../postgres/freshDatabase';
import { ROOT } from '../graphql/gatewayServer';
import { ask } from '../server/startServer';
import { installed, run, type Installed } from './installedPackage';

/**
 * The contents of `npm pack`, and that they run in an empty folder. PACK_TEST=1 really packs and
 * installs.
 */
jest.setTimeout(300_000);
let here: Installed;
beforeAll(async () => {
  here = await installed();
}, 300_000);
afterAll(() => here.remove());

/** The result of a command in that folder, as a shell has it. */
async function metergate(args: readonly string[], env: Record<string, string> = {}) {
  const options = { cwd: here.folder, env: { ...process.env, NODE_ENV: '', DATABASE_URL: '', ...env } };
  return run(process.execPath, [here.bin, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, told: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      out: stdout,
      told: stderr,
    }),
  );
}

/** The paths of the package, without `dist`. */
async function packedPaths(): Promise<readonly string[]> {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  return files.map((file) => file.path).filter((file) => !file.startsWith('dist/'));
}

test('the package has the code, the demo registry, the schema, the docs and the examples, and nothing else', async () => {
  const packed = await packedPaths();
  const filesOf = (folder: string) => readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`);
  const declared = [...filesOf('schema/model'), ...filesOf('schema/dashboards'), 'schema/dashboard.schema.json'];
  const expected = ['LICENSE', 'bin/metergate.cjs', 'docs/cli.md', 'package.json', 'examples/shop/schema.sql'];
  expect(packed).toEqual(expect.arrayContaining([...expected, 'schema/schema.graphql', ...declared]));
  const folders = /^(bin|schema|docs|examples|deploy)\//;
  const single = /^([A-Z]+(\.md)?|Dockerfile|package\.json|bench\/[\w-]+\.md|test\/fixtures\/data\.sql)$/;
  expect(packed.filter((file) => !folders.test(file) && !single.test(file))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  // Without this, there is no `dist` to pack, or an old one.
  expect(scripts).toMatchObject({ prepack: 'npm run build' });
});

test('every link in the README, the docs and the examples of the package leads to a file of the package', async () => {
  const packed = await packedPaths();
  const pages = packed.filter((file) => /^(README\.md|SECURITY\.md|docs\/.*\.md|examples\/.*\.md)$/.test(file));
  expect(pages.length).toBeGreaterThan(20);
  const broken = pages.flatMap((page) => {
    const text = readFileSync(path.join(ROOT, page), 'utf8');
    const links = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, link]) => link!);
    const inside = links.filter((link) => !/^\w+:/.test(link));
    const targets = inside.map((link) => path.posix.join(path.posix.dirname(page), link).replace(/\/$/, ''));
    const isThere = (target: string) => packed.some((file) => file === target || file.startsWith(`${target}/`));
    return targets.filter((target) => !isThere(target)).map((target) => `${page}: ${target}`);
  });
  expect(broken).toEqual([]);
});

test('`metergate serve` in an empty folder has demo data, answers and the page, and stops on SIGTERM', async () => {
  const env = { ...process.env, NODE_ENV: '', DATABASE_URL: '', PORT: '0' };
  const server = spawn(process.execPath, [here.bin, 'serve'], { cwd: here.folder, env });
  const ended = once(server, 'exit');
  let said = '';
  server.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  server.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  try {
    await Promise.race([once(server, 'exit'), isReady(server.stdout, () => said)]);
    const url = /(http:\S+)\/graphql\n/.exec(said)?.[1];
    expect([said, url]).toEqual([expect.stringContaining('Making demo data'), expect.any(String)]);
    expect(said).toContain("The metrics are the demo product's");
    const { data } = await ask(url!, '{ metrics(range: { last: 7, unit: DAY }) { rows { values { tasks } } } }');
    expect(data.metrics.rows[0].values.tasks).toBeGreaterThan(100);
    for (const [address, name] of [
      ['', 'console.js'],
      ['graphiql', 'graphiql.js'],
    ] as const) {
      const page = await (await fetch(`${url}/${address}`)).text();
      const scripts = [...page.matchAll(/src="([^"]+\/)(\w+\.js)"/g)];
      expect(scripts.map(([, , file]) => file)).toContain(name);
      const [, folder] = scripts[0]!;
      const script = await fetch(new URL(`${folder}${name}`, `${url}/`));
      expect([script.status, (await script.text()).length > 10_000]).toEqual([200, true]);
      const licences = await fetch(new URL(`${folder}licences.txt`, `${url}/`));
      expect([licences.status, (await licences.text()).includes('react-aria-components')]).toEqual([200, true]);
    }
    const guide = await (await fetch(`${url}/docs/errors.md`)).text();
    expect(guide).toContain('<h2 id="no_metric">');
    expect(await (await fetch(`${url}/docs/search?q=BASE_PATH`)).text()).toContain('operations#behind-a-proxy');
    expect((await fetch(`${url}/docs/explore.png`)).status).toBe(200);
  } finally {
    server.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
});

async function isReady(out: NodeJS.ReadableStream, said: () => string): Promise<void> {
  while (!said().includes('Ctrl-C stops the server.')) await once(out, 'data');
}

test("`metergate init` makes a registry, or copies the demo product's, and never overwrites one", async () => {
  const none = await metergate(['schema']);
  expect(none).toMatchObject({ code: 1, told: expect.stringContaining('`metergate init` makes one') });
  const sdl = readFileSync(path.join(ROOT, 'schema/schema.graphql'), 'utf8');
  expect(await metergate(['schema', '--print', 'graphql'])).toMatchObject({ code: 0, out: sdl });

  expect(await metergate(['init'])).toMatchObject({ code: 0, told: expect.stringMatching(/^Wrote schema\/model, /) });
  expect(readdirSync(path.join(here.folder, 'schema'))).toEqual([
    'dashboard.schema.json',
    'dashboards',
    'model',
    'model.schema.json',
  ]);
  expect(await metergate(['check'])).toMatchObject({ code: 0, told: expect.stringContaining(' in schema/model.') });
  expect(await metergate(['schema'])).toMatchObject({ code: 0 });
  for (const name of ['schema.graphql', 'model.schema.json', 'dashboard.schema.json']) {
    const [ours, theirs] = [ROOT, here.folder].map((one) => readFileSync(path.join(one, 'schema', name), 'utf8'));
    expect(theirs).toBe(ours);
  }
  const again = { code: 1, told: 'schema/model already exists; nothing was changed.\n' };
  expect(await metergate(['init'])).toMatchObject(again);
});

test('`metergate migrate` makes the tables that `query` reads', async () => {
  const { url, drop } = await freshDatabase();
  const env = { DATABASE_URL: url };
  expect(await metergate(['migrate'], env)).toMatchObject({ code: 0, out: expect.stringContaining('is up to date.') });
  expect(await metergate(['query', 'tasks', '--csv'], env)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\n.*0\n$/),
  });
  await drop();
});
