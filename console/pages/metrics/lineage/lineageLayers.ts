import type { Lineage } from '../../../questions/useMetric';

export type LineageNode = Lineage['nodes'][number];

/** A node, or a point at which an edge crosses a layer on its way to a later one. */
export interface Slot {
  readonly id: string;
  /** Null for the point of an edge. */
  readonly node: LineageNode | null;
}

export interface Step {
  readonly from: string;
  readonly to: string;
}

export interface Layers {
  /** From the metric to the tables, each from top to bottom. */
  readonly layers: readonly (readonly Slot[])[];
  /** The edges, cut at each layer that they cross. */
  readonly steps: readonly Step[];
}

const SWEEPS = 4;

/** Returns the nodes in layers, ordered so that few edges cross. Every table is in the last one. */
export function lineageLayers({ nodes, edges }: Lineage): Layers {
  const depths = depthsOf(nodes, edges);
  const last = Math.max(0, ...depths.values());
  const layerOf = ({ id, kind }: LineageNode) => (kind === 'TABLE' ? last : depths.get(id)!);
  const layers: Slot[][] = Array.from({ length: last + 1 }, () => []);
  for (const node of nodes) layers[layerOf(node)]!.push({ id: node.id, node });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const steps = edges.flatMap(({ from, to }) => {
    const [start, end] = [byId.get(from), byId.get(to)];
    if (start === undefined || end === undefined) return [];
    const ids = [from];
    for (let layer = layerOf(start) + 1; layer < layerOf(end); layer += 1) {
      const id = `${from} ${to} ${layer}`;
      layers[layer]!.push({ id, node: null });
      ids.push(id);
    }
    return [...ids, to].slice(1).map((next, index) => ({ from: ids[index]!, to: next }));
  });
  return { layers: ordered(layers, steps), steps };
}

/** The longest way from a node that none leads to. A definition has no circles. */
function depthsOf(nodes: readonly LineageNode[], edges: readonly Step[]): Map<string, number> {
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const before = edges.filter(({ to }) => to === id).map(({ from }) => depthOf(from) + 1);
    const depth = Math.max(0, ...before);
    depths.set(id, depth);
    return depth;
  };
  for (const { id } of nodes) depthOf(id);
  return depths;
}

/** Moves each node to the mean of its neighbours: forth along the layers, then back, and again. */
function ordered(layers: readonly (readonly Slot[])[], steps: readonly Step[]): Slot[][] {
  const sorted = layers.map((layer) => [...layer]);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isForth = sweep % 2 === 0;
    const order = sorted.map((_, index) => (isForth ? index : sorted.length - 1 - index)).slice(1);
    for (const index of order) {
      const neighbours = sorted[isForth ? index - 1 : index + 1]!;
      const ranks = new Map(neighbours.map(({ id }, rank) => [id, rank]));
      const means = new Map(sorted[index]!.map(({ id }, rank) => [id, meanRank(id, steps, ranks) ?? rank]));
      sorted[index]!.sort((a, b) => means.get(a.id)! - means.get(b.id)!);
    }
  }
  return sorted;
}

/** Null if the node has no neighbour in that layer. */
function meanRank(id: string, steps: readonly Step[], ranks: ReadonlyMap<string, number>): number | null {
  const found = steps.flatMap(({ from, to }) => (from === id ? [ranks.get(to)] : to === id ? [ranks.get(from)] : []));
  const known = found.filter((rank) => rank !== undefined);
  return known.length === 0 ? null : known.reduce((sum, rank) => sum + rank, 0) / known.length;
}
