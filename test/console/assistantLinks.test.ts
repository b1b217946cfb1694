import { RANGES } from '../../console/pages/dashboard/ranges';
import { readState as readFunnel } from '../../console/pages/funnel/state';
import { readState as readWhy } from '../../console/pages/why/state';
import type { Catalog } from '../../console/questions/useCatalog';
import { funnelLink, whyLink } from '../../src/server/mcp/tools/pageLinks';

/** The pages read the links of the tools for assistants as the same questions. */
const metricOf = (key: string) => ({
  key,
  entity: { key: 'user' },
  explainedBy: [{ key: 'channel' }],
  dimensions: [{ key: 'channel' }, { key: 'plan' }],
  deprecated: null,
});
const catalog = {
  metrics: ['signups', 'logins', 'orders'].map(metricOf),
  dimensions: ['channel', 'plan'].map((key) => ({ key, type: 'STRING' })),
} as unknown as Catalog;

const parametersOf = (link: string | null) => new URL(link!, 'http://console').searchParams;

test.each(Object.entries(RANGES))('%s of a funnel and of a change', (range, asked) => {
  const steps = ['logins', 'orders', 'logins'];
  for (const unit of ['MINUTE', 'HOUR', 'DAY', 'WEEK'] as const) {
    const within = { count: 57, unit };
    const read = (groupBy: readonly string[]) =>
      readFunnel(parametersOf(funnelLink({ steps, within, groupBy, range: asked })), catalog);
    expect(read([])).toEqual({ steps, within, range, groupBy: null });
    expect(read(['plan'])).toEqual({ steps, within, range, groupBy: 'plan' });
  }
  const compare = { previousPeriod: true };
  expect(readWhy(parametersOf(whyLink({ metric: 'orders', compare, range: asked })), catalog)).toEqual({
    metric: 'orders',
    range,
  });
});

test('two dimensions of a funnel have no link', () => {
  const question = { steps: ['logins', 'orders'], within: { count: 7, unit: 'DAY' }, range: RANGES['7d'] } as const;
  expect(funnelLink({ ...question, groupBy: ['channel', 'plan'] })).toBeNull();
});
