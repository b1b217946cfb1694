import { dimensionsOf } from './filterDimensions';
import { factsOf, matchDefinition } from './kinds';
import { partIn, partsOf } from './parts';
import { sources } from './words/sources';
import type { Metric, Registry } from './registry';

/** Everything that a metric is computed from: a graph without cycles (docs/meaning.md#lineage). */
export interface Lineage {
  /** Each once: metrics, then measures, then tables. An edge leads to a later node. */
  readonly nodes: readonly LineageNode[];
  /** In the order of the nodes that they leave, then of those that they lead to. */
  readonly edges: readonly LineageEdge[];
}

export type LineageNode =
  | { readonly kind: 'metric'; readonly id: string; readonly metric: Metric }
  /** The measure of a metric, which may be hidden. */
  | { readonly kind: 'measure'; readonly id: string; readonly metric: Metric }
  /** The columns are those of {@link sources}. */
  | { readonly kind: 'table'; readonly id: string; readonly table: string; readonly columns: readonly string[] };

export interface LineageEdge {
  readonly from: string;
  readonly to: string;
}

/**
 * The lineage of a metric. A hidden metric is left out: the edges to it lead to its own parts. Its
 * measure has an id that does not name it.
 */
export function lineageOf(registry: Registry, root: Metric): Lineage {
  const { metrics, hidden } = registry;
  const hiddenKeys = [...hidden.keys()];
  const measureId = (key: string) => `measure:${metrics.has(key) ? key : `hidden-${hiddenKeys.indexOf(key) + 1}`}`;
  const metricNodes: LineageNode[] = [];
  const measureNodes: LineageNode[] = [];
  const edges = new Map<string, LineageEdge>();
  const link = (from: string, to: string) => void edges.set(JSON.stringify([from, to]), { from, to });
  const visited = new Set<string>();

  /** Adds what a metric is made of, below the node `from`. Nodes are added after those below. */
  const descend = (metric: Metric, from: string): void => {
    const step = JSON.stringify([metric.key, from]);
    if (visited.has(step)) return;
    visited.add(step);
    const { key, definition } = metric;
    for (const table of filteredTables(registry, metric)) link(from, tableId(table));
    for (const part of [...partsOf(definition)].reverse()) {
      const used = partIn(registry, part);
      if (!metrics.has(part)) {
        descend(used, from);
        continue;
      }
      link(from, metricId(part));
      visit(used);
    }
    const tables = measuredTables(metric);
    if (tables.length === 0) return;
    const id = measureId(key);
    link(from, id);
    if (visited.has(id)) return;
    visited.add(id);
    measureNodes.push({ kind: 'measure', id, metric });
    for (const table of tables) link(id, tableId(table));
  };
  const visit = (metric: Metric): void => {
    const id = metricId(metric.key);
    if (visited.has(id)) return;
    visited.add(id);
    descend(metric, id);
    metricNodes.push({ kind: 'metric', id, metric });
  };
  visit(root);

  const columns = sources(registry, root).map((source) => source.split('.', 2) as [string, string]);
  const tables = new Set([...edges.values()].flatMap(({ to }) => (to.startsWith('table:') ? [to.slice(6)] : [])));
  const tableNodes = [...tables].sort().map((table): LineageNode => {
    const own = columns.filter(([one]) => one === table).map(([, column]) => column);
    return { kind: 'table', id: tableId(table), table, columns: own };
  });
  const nodes = [...metricNodes.reverse(), ...measureNodes.reverse(), ...tableNodes];
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  const at = (id: string) => order.get(id)!;
  return {
    nodes,
    edges: [...edges.values()].sort((one, other) => at(one.from) - at(other.from) || at(one.to) - at(other.to)),
  };
}

function metricId(key: string): string {
  return `metric:${key}`;
}

function tableId(key: string): string {
  return `table:${key}`;
}

/** The tables whose rows a measure reads; none for a metric that is made of others. */
function measuredTables({ definition }: Metric): readonly string[] {
  return matchDefinition<readonly string[]>(definition, {
    measure: (measure) => [
      measure.table,
      ...factsOf(measure)
        .within(measure)
        .map(({ table }) => table),
    ],
    ratio: () => [],
    filtered: () => [],
    derived: () => [],
  });
}

/** The tables of the visible dimensions that a metric filters another one by. */
function filteredTables({ dimensions }: Registry, { definition }: Metric): readonly string[] {
  return matchDefinition<readonly string[]>(definition, {
    measure: () => [],
    ratio: () => [],
    filtered: ({ where }) => dimensionsOf(where).flatMap((key) => dimensions.get(key)?.table ?? []),
    derived: () => [],
  });
}
