import { parse, validate } from 'graphql';
import { graphiqlPath, metricQuery } from '../../console/pages/metrics/query/metricQuery';
import { recentArguments } from '../../console/pages/metrics/recent/recentArguments';
import { gatewaySchema } from '../../src/graphql/schema';
import { loadRegistry } from '../../src/registry/load';
import { GRAINS } from '../../src/time/grain';
import type { MetricGrain } from '../../console/questions/documents';
import { MODEL } from '../graphql/gatewayServer';

/** The texts and questions that the page of a metric derives from its definition. */
const registry = loadRegistry(MODEL);
const schema = gatewaySchema(registry);

test('the query of every metric is valid', () => {
  for (const { key, grain } of registry.metrics.values()) {
    const query = metricQuery({ key, grain: grain.toUpperCase() as MetricGrain, language: 'zh' });
    expect([key, validate(schema, parse(query))]).toEqual([key, []]);
  }
});

test('GraphiQL gets the query as it is', () => {
  const query = metricQuery({ key: 'a', grain: 'DAY', language: 'en' });
  const path = graphiqlPath(query);
  expect(new URL(path, 'http://gateway').searchParams.get('query')).toBe(query);
});

test.each(GRAINS)('the recent course of a metric by %s uses a grain that the metric has', (native) => {
  const { grain, range } = recentArguments('a', native.toUpperCase() as MetricGrain);
  const names = GRAINS.map((one) => one.toUpperCase());
  expect(names.indexOf(grain)).toBeGreaterThanOrEqual(names.indexOf(native.toUpperCase()));
  expect([range.unit, range.includeCurrent]).toEqual([grain, true]);
});
