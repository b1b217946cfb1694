import { loadShop, metricProblems, metricYaml, problemsWith } from './shopModel';

const parts = `
metrics:
  by_week: { label: { en: W, zh: 周 }, group: sales, numerator: { count: orders }, grain: week }
  mean: { label: { en: A, zh: 均 }, group: sales, numerator: { count: orders }, grain: day, overTime: average }
  last: { label: { en: L, zh: 末 }, group: sales, numerator: { count: orders }, grain: day, overTime: last }
  quotient: { label: { en: Q, zh: 商 }, group: sales, numerator: by_week, denominator: order_count, grain: week }
  tripled: { label: { en: T, zh: 三 }, group: sales, expression: order_count * 3 }
  middle: { label: { en: M, zh: 中 }, group: sales, numerator: { median: amount, of: orders }, grain: day }
  web_quotient: { label: { en: W, zh: 网 }, group: sales, metric: quotient, filters: [{ channel: web }] }
  web_middle: { label: { en: W, zh: 网 }, group: sales, metric: middle, filters: [{ channel: web }] }
  web_orders_of_one: { label: { en: W, zh: 网 }, group: sales, metric: web_orders, filters: [{ customer_id: 1 }] }
  web_orders: { label: { en: W, zh: 网 }, group: sales, metric: order_count, filters: [{ channel: web }] }
  web_mean: { label: { en: W, zh: 网 }, group: sales, metric: mean, filters: [{ channel: web }] }
  web_week: { label: { en: W, zh: 网 }, group: sales, metric: by_week, filters: [{ channel: web }] }
`;
const ratio = (numerator: string, denominator: string, grain: string): string[] =>
  problemsWith(
    parts +
      metricYaml(`numerator: ${numerator}`, `denominator: ${denominator}`, `grain: ${grain}`).replace('metrics:\n', ''),
  ).map((line) => line.replace(/^more\.yaml:\d+: metrics\.m\.?/, ''));

describe('ratios', () => {
  test('name two metrics', () => {
    expect(ratio('order_count', 'order_cuont', 'day')).toEqual([
      'denominator: there is no metric "order_cuont" — expected one of by_week, mean, last, quotient, tripled, middle, web_quotient, web_middle, web_orders_of_one, web_orders, web_mean, web_week, m, order_count; did you mean "order_count"?',
    ]);
    expect(metricProblems('numerator: order_count', 'grain: day')).toEqual([
      'denominator: is missing, and a `numerator` that is a metric makes a ratio — expected the key of a metric; or a measure as `numerator`',
    ]);
    expect(metricProblems('numerator: { count: orders }', 'denominator: order_count', 'grain: day')).toEqual([
      'denominator: only a ratio has one — expected a `numerator` that is the key of a metric too',
    ]);
  });

  test('have no filters of their own', () => {
    expect(
      metricProblems('numerator: order_count', 'denominator: order_count', 'grain: day', 'filters: [{ status: paid }]'),
    ).toEqual([
      'filters: a ratio has no rows of its own — expected filters at the metrics it is made of; or at a metric that names it by `metric`',
    ]);
  });

  test('have measures as parts, not ratios', () => {
    expect(ratio('quotient', 'order_count', 'week')).toEqual([
      'numerator: "quotient" is a ratio — expected a count, a sum or another measure of rows; or `expression: quotient / order_count` instead',
    ]);
    expect(ratio('order_count', 'm', 'week')).toEqual([
      'denominator: depends on itself: m → m — expected references without a cycle',
    ]);
  });

  test('have measures as parts, not metrics without rows or statistics, with or without filters', () => {
    expect(ratio('tripled', 'order_count', 'week')).toEqual([
      'numerator: "tripled" is an expression — expected a count, a sum or another measure of rows; or `expression: tripled / order_count` instead',
    ]);
    expect(ratio('order_count', 'middle', 'week')).toEqual([
      'denominator: "middle" is a statistic — expected a count, a sum or another measure of rows; or `expression: order_count / middle` instead',
    ]);
    expect(ratio('web_quotient', 'web_middle', 'week')).toEqual([
      'numerator: "web_quotient" is a ratio under filters — expected a count, a sum or another measure of rows; or `expression: web_quotient / web_middle` instead',
      'denominator: "web_middle" is a statistic under filters — expected a count, a sum or another measure of rows; or `expression: web_quotient / web_middle` instead',
    ]);
  });

  test('may have filtered measures as parts, with the rules of measures', () => {
    expect(ratio('web_orders_of_one', 'order_count', 'day')).toEqual([]);
    expect(ratio('order_count', 'web_mean', 'week')).toEqual([
      'denominator: "web_mean" is averaged over the days of a week, which makes a ratio of means — expected the ratio declared at grain day',
    ]);
    expect(ratio('web_week', 'order_count', 'day')).toEqual([
      'numerator: "web_week" means nothing by day, its grain is week — expected the ratio at grain week or coarser',
    ]);
  });

  test('are no finer than their parts', () => {
    expect(ratio('order_count', 'by_week', 'day')).toEqual([
      'denominator: "by_week" means nothing by day, its grain is week — expected the ratio at grain week or coarser',
    ]);
    expect(ratio('order_count', 'by_week', 'month')).toEqual([]);
  });

  test('do not have means as parts', () => {
    expect(ratio('order_count', 'mean', 'week')).toEqual([
      'denominator: "mean" is averaged over the days of a week, which makes a ratio of means — expected the ratio declared at grain day',
    ]);
    expect(ratio('order_count', 'mean', 'day')).toEqual([]);
    expect(ratio('order_count', 'last', 'week')).toEqual([]);
  });

  test('have parts that can be split by the same dimension, if they can be split at all', () => {
    const elsewhere = (dimension: string): string => `
tables:
  seat: { primaryKey: id, time: at, columns: { id: bigint, room: text, at: timestamptz } }
${dimension}
metrics:
  seats: { label: { en: S, zh: 座 }, group: sales, numerator: { count: seat }, grain: day }
  m: { label: { en: M, zh: 指标 }, group: sales, numerator: order_count, denominator: seats, grain: day }
`;
    expect(
      problemsWith(elsewhere('dimensions:\n  room: { label: { en: R, zh: 房 }, column: room, of: seat }')),
    ).toEqual([
      'more.yaml:7: metrics.m: "order_count" reaches channel, customer_id, "seats" reaches room: no dimension is shared — expected parts that share a dimension, or have none',
    ]);
    expect(problemsWith(elsewhere(''))).toEqual([]);
    expect(loadShop({ 'more.yaml': elsewhere('') }).metrics.get('m')!.dimensions).toEqual([]);
  });
});
