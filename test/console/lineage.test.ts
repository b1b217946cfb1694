import { lineageLayers } from '../../console/pages/metrics/lineage/lineageLayers';
import { lineageLayout, LEAST_WIDTH } from '../../console/pages/metrics/lineage/lineageLayout';
import type { Lineage } from '../../console/questions/useMetric';

/** The layers and the drawing of a lineage: from the metric on the left to the tables. */
const lineage = lineageOf([
  'ratio > paid, all',
  'paid > measure:paid',
  'all > measure:all',
  'measure:paid > table:trade, table:user',
  'measure:all > table:user',
]);

test('each node is right of those that it is read by, and all tables are in the last layer', () => {
  const { layers, steps } = lineageLayers(lineage);
  const columns = layers.map((layer) => layer.map(({ id }) => id));
  expect(columns).toEqual([['ratio'], ['paid', 'all'], ['measure:paid', 'measure:all'], ['table:trade', 'table:user']]);
  expect(steps).toHaveLength(lineage.edges.length);
});

test('an edge that crosses a layer has a point in it, so that no box hides the edge', () => {
  const { layers, steps } = lineageLayers(
    lineageOf(['a > b, measure:a', 'b > measure:b', 'measure:b > table:t', 'measure:a > table:t']),
  );
  const points = layers.map((layer) => layer.filter(({ node }) => node === null).length);
  expect(points).toEqual([0, 0, 1, 0]);
  expect(steps.every(({ from, to }) => layerOf(layers, to) - layerOf(layers, from) === 1)).toBe(true);
});

test('nodes are ordered so that edges do not cross without need', () => {
  const { layers } = lineageLayers(
    lineageOf(['r > a, b, c', 'a > table:z', 'b > table:y', 'c > table:x'], ['table:x', 'table:y', 'table:z']),
  );
  const tables = layers.at(-1)!.map(({ id }) => id);
  const metrics = layers.at(-2)!.map(({ id }) => id);
  const tableOf = { a: 'table:z', b: 'table:y', c: 'table:x' } as Record<string, string>;
  expect(tables).toEqual(metrics.map((id) => tableOf[id]));
});

test('the order of nodes and edges in the answer does not matter for the layers', () => {
  const turned = { nodes: [...lineage.nodes].reverse(), edges: [...lineage.edges].reverse() };
  const sets = (of: Lineage) => lineageLayers(of).layers.map((layer) => layer.map(({ id }) => id).sort());
  expect(sets(turned)).toEqual(sets(lineage));
});

test('boxes of a layer do not overlap, and the drawing fits a wide page', () => {
  const { boxes, boxWidth, width, height } = lineageLayout(lineageLayers(lineage), 1000);
  expect(width).toBeLessThanOrEqual(1000);
  for (const one of boxes) {
    expect(one.x).toBeGreaterThanOrEqual(0);
    expect(one.x + boxWidth).toBeLessThanOrEqual(width);
    expect(one.y + one.height).toBeLessThanOrEqual(height);
    const below = boxes.filter(({ x, y }) => x === one.x && y > one.y);
    for (const other of below) expect(other.y).toBeGreaterThanOrEqual(one.y + one.height);
  }
});

test('on a narrow page boxes keep a width that can be read', () => {
  expect(lineageLayout(lineageLayers(lineage), 200).boxWidth).toBe(LEAST_WIDTH);
});

test('a metric without a visible lineage is drawn alone', () => {
  const alone = { nodes: [node('m')], edges: [] };
  const { boxes, paths } = lineageLayout(lineageLayers(alone), 800);
  expect([boxes.length, paths]).toEqual([1, []]);
});

function layerOf(layers: ReturnType<typeof lineageLayers>['layers'], id: string): number {
  return layers.findIndex((layer) => layer.some((slot) => slot.id === id));
}

/** Each line is a node, and the nodes that it is made of. */
function lineageOf(lines: readonly string[], first: readonly string[] = []): Lineage {
  const edges = lines.flatMap((line) => {
    const [from, parts] = line.split(' > ');
    return parts!.split(', ').map((to) => ({ from: from!, to }));
  });
  const ids = new Set([...first, ...edges.flatMap(({ from, to }) => [from, to])]);
  return { nodes: [...ids].map(node), edges };
}

function node(id: string): Lineage['nodes'][number] {
  const [prefix] = id.split(':');
  const kind = prefix === 'table' ? 'TABLE' : prefix === 'measure' ? 'MEASURE' : 'METRIC';
  const columns = kind === 'TABLE' ? ['id', 'created_at'] : [];
  return { id, kind, label: id, columns, metric: kind === 'METRIC' ? { key: id } : null };
}
