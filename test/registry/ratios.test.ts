import { loadShop, metricProblems, metricYaml, problemsWith } from './shop';

const parts = `
metrics:
  by_week: { label: { en: W, zh: 周 }, group: sales, numerator: { count: orders }, grain: week }
  mean: { label: { en: A, zh: 均 }, group: sales, numerator: { count: orders }, grain: day, coarser: average }
  last: { label: { en: L, zh: 末 }, group: sales, numerator: { count: orders }, grain: day, coarser: last }
  quotient: { label: { en: Q, zh: 商 }, group: sales, numerator: by_week, denominator: order_count, grain: week }
`;
const ratio = (numerator: string, denominator: string, grain: string): string[] =>
  problemsWith(
    parts +
      metricYaml(`numerator: ${numerator}`, `denominator: ${denominator}`, `grain: ${grain}`).replace('metrics:\n', ''),
  ).map((line) => line.replace(/^more\.yaml:\d+: metrics\.m\.?/, ''));

describe('ratios', () => {
  test('name two metrics', () => {
    expect(ratio('order_count', 'order_cuont', 'day')).toEqual([
      'denominator: there is no metric "order_cuont" — expected one of by_week, mean, last, quotient, m, order_count; did you mean "order_count"?',
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
    ).toEqual(['filters: a ratio has no rows of its own — expected filters at the metrics it is made of']);
  });

  test('are made of measures, not of ratios', () => {
    expect(ratio('quotient', 'order_count', 'week')).toEqual([
      'numerator: "quotient" is a ratio itself — expected a metric that is none: the parts of a ratio must be measures',
    ]);
    expect(ratio('order_count', 'm', 'week')).toEqual([
      'denominator: "m" is a ratio itself — expected a metric that is none: the parts of a ratio must be measures',
    ]);
  });

  test('are no finer than their parts', () => {
    expect(ratio('order_count', 'by_week', 'day')).toEqual([
      'denominator: "by_week" means nothing by day, its grain is week — expected the ratio at grain week or coarser',
    ]);
    expect(ratio('order_count', 'by_week', 'month')).toEqual([]);
  });

  test('are not made of means', () => {
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
