import { loadShop, metricYaml } from './shopModel';

/** The direction in which a number is better: docs/meaning.md#better. */
const better = (...fields: string[]) => loadShop({ 'a.yaml': metricYaml(...fields) }).metrics.get('m')!.better;
const COUNT = ['numerator: { count: orders }', 'grain: day'];

test.each([
  ['up', ['better: up']],
  ['down', ['better: down']],
  [null, []],
] as const)('is %s if a metric declares %j', (expected, fields) => {
  expect(better(...COUNT, ...fields)).toBe(expected);
});

test('a metric takes none from the metrics that it is made of', () => {
  const { metrics } = loadShop({
    'a.yaml': `metrics:
  lost: { label: { en: L, zh: 失 }, group: sales, numerator: { count: orders }, grain: day, better: down, was: gone }
  share: { label: { en: S, zh: 占 }, group: sales, numerator: lost, denominator: lost, grain: day }
  some: { label: { en: A, zh: 些 }, group: sales, metric: lost, filters: [{ channel: web }] }
  twice: { label: { en: T, zh: 倍 }, group: sales, expression: lost * 2, better: up }
`,
  });
  const found = ['lost', 'gone', 'share', 'some', 'twice'].map((key) => metrics.get(key)!.better);
  expect(found).toEqual(['down', 'down', null, null, 'up']);
});

test('another word is a problem', () => {
  expect(() => better(...COUNT, 'better: left')).toThrow(/metrics\.m\.better: is "left" — expected one of up, down/);
});
