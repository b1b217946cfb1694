import { loadShop, metricProblems, metricYaml } from './shopModel';

const ACTIVE = 'active: { from: ordered_at, until: shipped_at }';

describe('overTime', () => {
  const verbs = {
    count: '{ count: orders }',
    rolling: '{ count_distinct: id, of: orders, window: { last: 7, unit: day } }',
    snapshot: `{ count: orders, ${ACTIVE} }`,
    open: '{ count: orders, active: { from: ordered_at, until: shipped_at, at: open } }',
    movement: `{ count: orders, ${ACTIVE}, movement: net, each: customer_id }`,
    statistic: '{ avg: amount, of: orders }',
  };

  test.each([
    [verbs.count, 'recompute'],
    ['{ sum: amount, of: orders }', 'recompute'],
    ['{ count_distinct: id, of: orders }', 'recompute'],
    ['{ count_first: id, of: orders }', 'recompute'],
    [verbs.rolling, 'last'],
    [verbs.snapshot, 'last'],
    [verbs.open, 'first'],
    [verbs.movement, 'recompute'],
    [verbs.movement.replace('net', 'churned'), 'sum'],
    [verbs.statistic, 'recompute'],
  ])('of %s is %s', (numerator, overTime) => {
    const registry = loadShop({ 'more.yaml': metricYaml(`numerator: ${numerator}`, 'grain: day') });
    expect(registry.metrics.get('m')!.overTime).toBe(overTime);
  });

  test.each(['count', 'rolling', 'snapshot'] as const)('of a %s can be the average or the last one', (kind) => {
    const numerator = verbs[kind];
    for (const overTime of ['average', 'last']) {
      expect(metricProblems(`numerator: ${numerator}`, 'grain: day', `overTime: ${overTime}`)).toEqual([]);
    }
  });

  test.each(['rolling', 'snapshot'] as const)('of a %s cannot recompute', (kind) => {
    expect(metricProblems(`numerator: ${verbs[kind]}`, 'grain: day', 'overTime: recompute')).toEqual([
      `overTime: \`recompute\` does not suit a ${kind} metric — expected one of last, average`,
    ]);
  });

  test('is first only for metrics that are read as a bucket opens', () => {
    expect(metricProblems(`numerator: ${verbs.open}`, 'grain: day', 'overTime: average')).toEqual([]);
    expect(metricProblems(`numerator: ${verbs.open}`, 'grain: day', 'overTime: last')).toEqual([
      'overTime: `last` does not suit a snapshot metric at open — expected one of first, average',
    ]);
    expect(metricProblems(`numerator: ${verbs.snapshot}`, 'grain: day', 'overTime: first')).toEqual([
      'overTime: `first` does not suit a snapshot metric — expected one of last, average',
    ]);
  });

  test('of a statistic always recomputes', () => {
    expect(metricProblems(`numerator: ${verbs.statistic}`, 'grain: day', 'overTime: average')).toEqual([
      'overTime: `average` does not suit a statistic metric — expected recompute',
    ]);
  });

  test('of a movement adds up or recomputes', () => {
    for (const movement of [verbs.movement, verbs.movement.replace('net', 'churned')]) {
      for (const overTime of ['sum', 'recompute'])
        expect(metricProblems(`numerator: ${movement}`, 'grain: day', `overTime: ${overTime}`)).toEqual([]);
    }
    expect(metricProblems(`numerator: ${verbs.movement}`, 'grain: day', 'overTime: average')).toEqual([
      'overTime: `average` does not suit a movement metric — expected one of recompute, sum',
    ]);
  });

  test('is ratio only for a ratio', () => {
    expect(metricProblems(`numerator: ${verbs.count}`, 'grain: day', 'overTime: ratio')).toEqual([
      'overTime: `ratio` does not suit a count metric — expected one of recompute, sum, average, last',
    ]);
    expect(
      metricProblems('numerator: order_count', 'denominator: order_count', 'grain: day', 'overTime: last'),
    ).toEqual(['overTime: `last` does not suit a ratio metric — expected ratio']);
  });
});
