import {
  getNamedType,
  isObjectType,
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';

/**
 * The selection of a table: field names without aliases, including fragments; @skip and @include
 * apply.
 */
export interface TableSelection {
  readonly fields: ReadonlySet<string>;
  /** Metric → the path where it is first selected. */
  readonly metrics: ReadonlyMap<string, string>;
  readonly dimensions: ReadonlySet<string>;
  /** Fields of `meta`. */
  readonly meta: ReadonlySet<string>;
  /** Fields of `plan`. */
  readonly plan: ReadonlySet<string>;
  /** Some detail's share is selected. */
  readonly shares: boolean;
}

type Level = { readonly type: GraphQLObjectType | GraphQLInterfaceType; readonly nodes: readonly FieldNode[] };

/** Reads the selection below a field that returns a table of metrics. */
export function selectionOf(info: GraphQLResolveInfo): TableSelection {
  const table: Level = { type: getNamedType(info.returnType) as GraphQLObjectType, nodes: info.fieldNodes };
  const metrics = new Map<string, string>();
  for (const path of [
    ['rows', 'values'],
    ['rows', 'previous'],
    ['rows', 'change'],
    ['rows', 'details'],
    ['totals', 'values'],
    ['totals', 'previous'],
    ['totals', 'change'],
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
    meta: new Set(namesAt(info, table, ['meta'])),
    plan: new Set(namesAt(info, table, ['plan'])),
    shares: details.some((path) => namesAt(info, table, path).includes('share')),
  };
}

/** The selection of series. */
export type SeriesSelection = Omit<TableSelection, 'metrics'>;

/** Reads the selection below a field that returns series. */
export function seriesSelectionOf(info: GraphQLResolveInfo): SeriesSelection {
  const table: Level = { type: getNamedType(info.returnType) as GraphQLObjectType, nodes: info.fieldNodes };
  return {
    fields: new Set(namesAt(info, table, [])),
    dimensions: new Set(namesAt(info, table, ['series', 'by'])),
    meta: new Set(namesAt(info, table, ['meta'])),
    plan: new Set(namesAt(info, table, ['plan'])),
    shares: namesAt(info, table, ['series', 'overall']).includes('share'),
  };
}

/** Reads the selection below a field that returns cohorts or a funnel, in these lists. */
export function journeySelectionOf(
  info: GraphQLResolveInfo,
  lists: readonly string[],
): Omit<SeriesSelection, 'shares'> {
  const table: Level = { type: getNamedType(info.returnType) as GraphQLObjectType, nodes: info.fieldNodes };
  return {
    fields: new Set(namesAt(info, table, [])),
    dimensions: new Set(lists.flatMap((part) => namesAt(info, table, [part, 'by']))),
    meta: new Set(namesAt(info, table, ['meta'])),
    plan: new Set(namesAt(info, table, ['plan'])),
  };
}

/** Reads the selection below a field that explains a change. */
export function explainSelectionOf(info: GraphQLResolveInfo): Pick<TableSelection, 'fields' | 'meta' | 'plan'> {
  const table: Level = { type: getNamedType(info.returnType) as GraphQLObjectType, nodes: info.fieldNodes };
  return {
    fields: new Set(namesAt(info, table, [])),
    meta: new Set(namesAt(info, table, ['meta'])),
    plan: new Set(namesAt(info, table, ['plan'])),
  };
}

/** The path of a field in a result, by alias. */
export type FieldPath = readonly string[];

/** Fields of `meta` that move with asOf, even if no number changes. */
const VOLATILE: ReadonlySet<string> = new Set(['asOf', 'elapsedMs', 'comparedTo', 'cache']);

/** The fields of a table's answer that differ every time, even if no number does. */
export function volatileFields(info: GraphQLResolveInfo): readonly FieldPath[] {
  const type = getNamedType(info.returnType) as GraphQLObjectType;
  const table = String(info.path.key);
  const found: FieldPath[] = [];
  for (const [key, nodes] of below(info, { type, nodes: info.fieldNodes })) {
    const name = nodes[0]!.name.value;
    if (name === 'plan') found.push([table, key]);
    if (name !== 'meta') continue;
    const meta = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
    for (const [part, [node]] of below(info, { type: meta, nodes })) {
      if (VOLATILE.has(node!.name.value)) found.push([table, key, part]);
    }
  }
  return found;
}

/** Fields by alias. */
function below(
  { schema, fragments, variableValues }: GraphQLResolveInfo,
  { type, nodes }: { readonly type: GraphQLObjectType; readonly nodes: readonly FieldNode[] },
): ReadonlyMap<string, readonly FieldNode[]> {
  return collectSubfields(schema, fragments, variableValues, type, nodes as FieldNode[]);
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
  // Below an interface, a selection may be on any of its types.
  const types = isObjectType(type) ? [type] : schema.getPossibleTypes(type);
  return types.flatMap((one) => {
    const grouped = collectSubfields(schema, fragments, variableValues, one, nodes as FieldNode[]);
    return [...grouped.values()].flat();
  });
}
