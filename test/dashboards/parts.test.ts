import { loaded, oneTile } from './someDashboards';

/** The parts of a share are parts of all groups, also of those that `top` leaves out. */
test.each([
  ['share', 'top: { n: 2 }', { n: 2, by: 'tasks', others: true }],
  ['share', 'top: { n: 2, others: true }', { n: 2, by: 'tasks', others: true }],
  ['stacked', 'top: { n: 2 }', { n: 2, by: 'tasks' }],
])('%s with %s', async (picture, top, expected) => {
  const tile = `{ metrics: [tasks], picture: ${picture}, groupBy: [utm_source], ${top} }`;
  const dashboards = await loaded({ 'a.yaml': oneTile(tile) });
  const [query] = dashboards.all.flatMap(({ sections }) =>
    sections.flatMap(({ tiles }) => tiles.map(({ query }) => query)),
  );
  expect(query!.top).toMatchObject(expected);
});
