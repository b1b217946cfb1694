import path from 'node:path';
import { gatewayServer, ROOT, type GatewayServer } from '../graphql/gatewayServer';
import { askTile, dashboardsOf, tilesOf, type AskedDashboard } from './askTiles';

/** The dashboards that come with Metergate, over the fixture's rows and those of the shop. */
const SHOP = path.join(ROOT, 'examples/shop');
let product: GatewayServer;
let shop: GatewayServer;

beforeAll(async () => {
  product = await gatewayServer({ dashboards: path.join(ROOT, 'schema/dashboards') });
  shop = await gatewayServer({
    model: path.join(SHOP, 'model'),
    database: ['schema.sql', 'data.sql'].map((file) => path.join(SHOP, file)),
    dashboards: path.join(SHOP, 'dashboards'),
  });
});
afterAll(() => Promise.all([product.close(), shop.close()]));

test('they have no problem, and an order', async () => {
  const all = [...(await dashboardsOf(product)), ...(await dashboardsOf(shop))];
  expect(all.map(({ key, problem }) => [key, problem])).toEqual([
    ['overview', null],
    ['cost_and_errors', null],
    ['selling', null],
  ]);
});

test('the overview has the thirteen metrics of the definition, by its groups', async () => {
  const [overview] = await dashboardsOf(product);
  const keys = ({ sections }: AskedDashboard) =>
    sections.map(({ group, tiles }) => [group!.key, tiles.flatMap(({ metrics }) => metrics.map(({ key }) => key))]);
  expect(keys(overview!)).toMatchSnapshot();
  expect(tilesOf([overview!])).toHaveLength(13);
  expect(tilesOf([overview!]).every(({ picture }) => picture === 'NUMBER')).toBe(true);
});

/** A moment with rows before it. */
const AS_OF = { product: '2026-03-12T09:30:00+08:00', shop: '2026-04-09T09:30:00+02:00' };

test.each(['product', 'shop'] as const)('the gateway answers every tile of the %s', async (which) => {
  const server = { product, shop }[which];
  const tiles = tilesOf(await dashboardsOf(server));
  expect(new Set(tiles.map(({ id }) => id)).size).toBe(tiles.length);
  for (const { id, metrics, variables } of tiles) {
    const { data, errors } = await askTile(server, { ...variables, asOf: AS_OF[which] });
    expect([id, errors]).toEqual([id, []]);
    const { buckets, series } = data!['metricSeries'] as { buckets: unknown[]; series: { metric: { key: string } }[] };
    expect(buckets.length).toBeGreaterThan(1);
    expect([id, [...new Set(series.map(({ metric }) => metric.key))]]).toEqual([id, metrics.map(({ key }) => key)]);
  }
});

test('the numbers of a tile of the shop are those of the same query in words', async () => {
  const tiles = tilesOf(await dashboardsOf(shop));
  const tile = tiles.find(({ title }) => title === 'Orders of the web site')!;
  const { data: shown } = await askTile(shop, tile.variables);
  const { data: asked } = await shop.ask(`{ metricSeries(
    select: [orders, takings], range: { from: "2026-03-02", through: "2026-04-05" }, grain: WEEK, groupBy: [method]
    where: { country: { ne: "AT" }, channel: { eq: "web" } }, compare: { shift: 1, unit: WEEK }
  ) { buckets { date } series { label others values previous overall { status formatted } metric { key } } } }`);
  expect(shown).toEqual(asked);
  expect(JSON.stringify(shown)).toMatch(/"values":\[.*[1-9]/);
});
