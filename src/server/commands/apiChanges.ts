import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql';
import { changed, type Change, type Subject } from '../../registry/changes/change';
import { without, type Keys } from '../../registry/changes/keys';

/** The names in a published schema. */
export function publishedKeys(schema: GraphQLSchema): Keys {
  const values = fieldsOf(schema, 'MetricValues');
  return {
    metrics: new Map(values.map(({ name, deprecationReason }) => [name, deprecationReason ?? null])),
    dimensions: new Set(membersOf(schema, 'MetricDimensionKey')),
  };
}

/**
 * Returns the differences between two schemas, without added and removed names. `keyChanges`
 * reports those: a new metric is in six types and would be reported six times. GraphQL's
 * "dangerous" changes, such as another default, give the same query another answer.
 */
export function apiChanges(old: GraphQLSchema, next: GraphQLSchema): Change[] {
  const [before, now] = [publishedKeys(old), publishedKeys(next)];
  const names = [
    [before.metrics, now.metrics],
    [before.dimensions, now.dimensions],
  ] as const;
  const moved = new Set(names.flatMap(([these, those]) => [...without(these, those), ...without(those, these)]));
  const [one, other] = [old, next].map((schema) => withoutKeys(schema, moved)) as [GraphQLSchema, GraphQLSchema];
  const subjectOf = (description: string): Subject => {
    const key = /^Metric\w+\.(\w+) /.exec(description)?.[1] ?? '';
    if (now.metrics.has(key)) return { kind: 'metric', key };
    return now.dimensions.has(key) ? { kind: 'dimension', key } : { kind: 'api', key: null };
  };
  const changedAs = (severity: Change['severity']) => (change: { readonly description: string }) =>
    changed(subjectOf(change.description), severity, `is published differently: ${change.description}`);
  const dangerous = findDangerousChanges(one, other);
  return [
    ...findBreakingChanges(one, other).map(changedAs('breaking')),
    ...dangerous.filter(({ type }) => type === 'ARG_DEFAULT_VALUE_CHANGE').map(changedAs('meaning')),
    ...dangerous.filter(({ type }) => type !== 'ARG_DEFAULT_VALUE_CHANGE').map(changedAs('safe')),
  ];
}

function withoutKeys(schema: GraphQLSchema, keys: ReadonlySet<string>): GraphQLSchema {
  const drop = (name: string, type: string) => (KEYED.has(type) && keys.has(name) ? null : undefined);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (_field, name, type) => drop(name, type),
    [MapperKind.INPUT_OBJECT_FIELD]: (_field, name, type) => drop(name, type),
    [MapperKind.ENUM_VALUE]: (_value, type, _schema, name) => drop(name, type),
  });
}

/** The types with a member for each metric or dimension. */
const KEYED: ReadonlySet<string> = new Set([
  'MetricValues',
  'MetricChanges',
  'MetricDetails',
  'MetricDimensionValues',
  'MetricDimensionFilter',
  'MetricHaving',
  'MetricKey',
  'MetricDimensionKey',
  'MetricOrderKey',
]);

function fieldsOf(schema: GraphQLSchema, name: string): { name: string; deprecationReason?: string | null }[] {
  const type = schema.getType(name);
  return type !== undefined && 'getFields' in type ? Object.values(type.getFields()) : [];
}

function membersOf(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return type !== undefined && 'getValues' in type ? type.getValues().map((value) => value.name) : [];
}
