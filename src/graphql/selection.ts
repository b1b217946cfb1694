import { getNamedType, type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';

/** What a query selects of a table: field names, whatever they are aliased to, of fragments too, @skip and @include heeded. */
export interface TableSelection {
  readonly fields: ReadonlySet<string>;
  /** Metric → where it is first selected. */
  readonly metrics: ReadonlyMap<string, string>;
  readonly dimensions: ReadonlySet<string>;
  /** What of the plan. */
  readonly plan: ReadonlySet<string>;
  /** Some detail's share is among it. */
  readonly shares: boolean;
}

type Level = { readonly type: GraphQLObjectType; readonly nodes: readonly FieldNode[] };

/** Reads the selection below a field that returns a table of metrics. */
export function selectionOf(info: GraphQLResolveInfo): TableSelection {
  const table: Level = { type: getNamedType(info.returnType) as GraphQLObjectType, nodes: info.fieldNodes };
  const metrics = new Map<string, string>();
  for (const path of [
    ['rows', 'values'],
    ['rows', 'details'],
    ['totals', 'values'],
    ['totals', 'details'],
  ]) {
    for (const metric of namesAt(info, table, path)) if (!metrics.has(metric)) metrics.set(metric, path.join('.'));
  }
  const details = ['rows', 'totals'].flatMap((part) =>
    namesAt(info, table, [part, 'details']).map((metric) => [part, 'details', metric]),
  );
  return {
    fields: new Set(namesAt(info, table, [])),
    metrics,
    dimensions: new Set(namesAt(info, table, ['rows', 'by'])),
    plan: new Set(namesAt(info, table, ['plan'])),
    shares: details.some((path) => namesAt(info, table, path).includes('share')),
  };
}

function namesAt(info: GraphQLResolveInfo, from: Level, path: readonly string[]): string[] {
  let level: Level | null = from;
  for (const name of path) {
    const nodes: FieldNode[] = fieldsOf(info, level).filter((node) => node.name.value === name);
    if (nodes.length === 0) return [];
    level = { type: getNamedType(level.type.getFields()[name]!.type) as GraphQLObjectType, nodes };
  }
  const names = fieldsOf(info, level).map((node) => node.name.value);
  return [...new Set(names)].filter((name) => !name.startsWith('__'));
}

function fieldsOf({ schema, fragments, variableValues }: GraphQLResolveInfo, { type, nodes }: Level): FieldNode[] {
  const grouped = collectSubfields(schema, fragments, variableValues, type, nodes as FieldNode[]);
  return [...grouped.values()].flat();
}
