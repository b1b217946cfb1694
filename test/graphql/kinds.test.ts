import { MetricAdditiveDetail, MetricPlainDetail, MetricRatioDetail } from '../../src/graphql/types/details';
import { detailOf } from '../../src/graphql/types/generated';
import { catalogKind } from '../../src/graphql/types/catalogKind';
import { loadShop, metricYaml } from '../registry/shopModel';

const ACTIVE = 'active: { from: ordered_at, until: shipped_at }';

/** The schema of each kind of metric, and of a metric that filters it. */
test.each([
  ['numerator: { count: orders }', 'COUNT', MetricAdditiveDetail],
  ['numerator: { count_first: customer_id, of: orders }', 'COUNT', MetricAdditiveDetail],
  ['numerator: { count_returning: customer_id, of: orders, lag: 1, within: [orders] }', 'COUNT', MetricAdditiveDetail],
  ['numerator: { sum: amount, of: orders }', 'SUM', MetricAdditiveDetail],
  ['numerator: { count_distinct: customer_id, of: orders }', 'DISTINCT', MetricPlainDetail],
  ['numerator: { sum: amount, of: orders, window: { since: month } }', 'ROLLING', MetricAdditiveDetail],
  ['numerator: { count_distinct: id, of: orders, window: { since: month } }', 'ROLLING', MetricPlainDetail],
  [`numerator: { count: orders, ${ACTIVE} }`, 'SNAPSHOT', MetricAdditiveDetail],
  [`numerator: { count_distinct: customer_id, of: orders, ${ACTIVE} }`, 'SNAPSHOT', MetricPlainDetail],
  [`numerator: { count: orders, ${ACTIVE}, movement: net, each: customer_id }`, 'SNAPSHOT', MetricPlainDetail],
  ['numerator: { median: amount, of: orders }', 'STATISTIC', MetricPlainDetail],
  ['numerator: order_count\n    denominator: order_count', 'RATIO', MetricRatioDetail],
  ['expression: order_count * 2', 'DERIVED', MetricPlainDetail],
])('%s', (says, kind, detail) => {
  const lines = says.startsWith('expression') ? [says] : [says, 'grain: day'];
  const other = '  web: { label: { en: W, zh: 网 }, group: sales, metric: m, filters: [{ channel: web }] }\n';
  const again =
    '  web_of_one: { label: { en: W, zh: 网 }, group: sales, metric: web, filters: [{ customer_id: 1 }] }\n';
  const registry = loadShop({ 'more.yaml': metricYaml(...lines) + other + again });
  for (const key of ['m', 'web', 'web_of_one']) {
    const metric = registry.metrics.get(key)!;
    expect(catalogKind(registry, metric)).toBe(kind);
    expect(detailOf(registry, metric)).toBe(detail);
  }
});
