import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { callCli } from '../cli/callCli';
import { tilesOf, dashboardsOf } from '../dashboards/askTiles';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, ROOT, type GatewayServer } from '../graphql/gatewayServer';
import { openGuide } from './guide';

/**
 * Each YAML block of docs/guide-dashboards.md is a valid dashboard, unless the page shows its
 * mistakes. Each query runs. `UPDATE_DOCS=1 npx jest docs/dashboards` updates the page.
 */
const guide = openGuide('guide-dashboards.md');
const CHECK = '$ metergate check\n';

let directory: { path: string; remove(): Promise<void> };
let server: GatewayServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  cpSync(path.join(ROOT, 'schema/model'), path.join(directory.path, 'model'), { recursive: true });
  mkdirSync(path.join(directory.path, 'dashboards'));
  server = await gatewayServer({ dashboards: path.join(ROOT, 'schema/dashboards') });
});
afterAll(async () => {
  guide.save();
  await Promise.all([server.close(), directory.remove()]);
});

const files = guide.blocks.flatMap((block, index) => {
  const next = guide.blocks[index + 1];
  if (block.language !== 'yaml') return [];
  return [{ block, line: block.line, output: next?.language === 'console' ? next : null }];
});

test('the page has files, mistakes and queries', () => {
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter(({ output }) => output !== null)).toHaveLength(1);
  expect([...new Set(guide.blocks.map(({ language }) => language))].sort()).toEqual(['console', 'graphql', 'yaml']);
});

test.each(files)('the file on line $line works as shown', async ({ block, output }) => {
  writeFileSync(path.join(directory.path, 'dashboards/more.yaml'), block.text);
  const { code, out } = await callCli(['check'], { MODEL_DIRECTORY: path.join(directory.path, 'model') });
  const there = path.relative(process.cwd(), directory.path).split(path.sep).join('/');
  if (output !== null) guide.hold(output, CHECK + out.replaceAll(there, 'schema'));
  else expect({ code, out }).toEqual({ code: 0, out: '' });
});

test('the queries run, and the second one answers a tile of the first', async () => {
  const [list, answer, ...others] = guide.blocks.filter(({ language }) => language === 'graphql');
  expect(others).toEqual([]);
  expect((await server.ask(list!.text)).errors).toEqual([]);
  const [tile] = tilesOf(await dashboardsOf(server));
  expect((await server.ask(answer!.text, tile!.variables)).errors).toEqual([]);
});
