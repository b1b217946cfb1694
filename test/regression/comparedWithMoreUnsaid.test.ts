import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/**
 * A comparison with one whole week covered the two weeks that the moved range overlaps, without a
 * warning.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const warnings = async (compare: string): Promise<unknown> => {
  const { data } = await server.ask(`{
    metrics(range: { from: "2026-03-02", through: "2026-03-08" }, compare: { ${compare} }, asOf: "2026-03-12T09:30:00+08:00") {
      totals { values { returned_users_week_1 tasks } }
      meta { warnings { code metric message } }
    }
  }`);
  return (data!['metrics'].meta.warnings as { code: string }[]).filter(({ code }) => code === 'RANGE_WIDENED');
};

test('a week moved by two months overlaps two weeks', async () => {
  expect(await warnings('shift: 2, unit: MONTH')).toEqual([
    {
      code: 'RANGE_WIDENED',
      metric: 'returned_users_week_1',
      message:
        'What "returned_users_week_1" is compared with is measured over whole buckets of its own grain, ' +
        'from 2025-12-29T00:00:00+08:00 to 2026-01-12T00:00:00+08:00.',
    },
  ]);
});

test('a week moved by weeks overlaps one', async () => {
  expect(await warnings('shift: 4, unit: WEEK')).toEqual([]);
});
