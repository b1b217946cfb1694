import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { graphql } from 'graphql';
import { connect } from '../../src/answer/gateway';
import { loadDashboards } from '../../src/dashboards/load';
import { openPostgres } from '../../src/engine/postgres/open';
import { requestContext } from '../../src/graphql/context';
import { schemaFor } from '../../src/graphql/schemaFor';
import type { Viewer } from '../../src/policy/viewer';
import { loadRegistry } from '../../src/registry/load';
import { changedModel } from '../graphql/changedModel';
import { productDatabase } from '../postgres/productDatabase';
import { someDashboards } from './someDashboards';

/** A role sees the tiles of which every name is visible, and nothing else of a dashboard. */
const ROLES = `
roles:
  rates:
    label: { en: Sees rates, zh: 比率 }
    metrics: [task_error_rate, adoption_rate]
    dimensions: [utm_source]
`;
const FILES = {
  'mixed.yaml': `
title: { en: Mixed, zh: 混合 }
range: { last: 7, unit: day }
sections:
  - group: cost
    tiles:
      - { metrics: [task_error_rate], picture: number }
      - { metrics: [token_cost], picture: number }
      - { metrics: [task_error_rate, failed_tasks], picture: line }
      - { metrics: [task_error_rate], picture: line, groupBy: [task_type] }
      - { metrics: [task_error_rate], picture: line, groupBy: [utm_source] }
      - { metrics: [task_error_rate], picture: line, where: { not: { or: [{ task_type: { eq: secret } }] } } }
  - group: core_revenue
    tiles: [{ metrics: [revenue_mrr], picture: number }]
  - group: core_revenue
    title: { en: Adopted, zh: 采纳 }
    tiles: [{ metrics: [adoption_rate], picture: number, where: { utm_source: { eq: google } } }]
`,
  'money.yaml': `
title: { en: Money, zh: 收入 }
range: { last: 7, unit: day }
sections: [{ tiles: [{ metrics: [revenue_mrr], picture: number }] }]
`,
  'hidden_condition.yaml': `
title: { en: Conditions, zh: 条件 }
range: { last: 7, unit: day }
where: { task_type: { eq: secret } }
sections:
  - tiles:
      - { metrics: [task_error_rate], picture: number }
`,
  'wrong.yaml': `
title: { en: Wrong, zh: 错误 }
range: { last: 7, unit: day }
sections: [{ tiles: [{ metrics: [task_error_rate, revenue_mr], picture: number }] }]
`,
};
const NOBODY: Viewer = { role: null, claims: {}, schema: 'own' };
const QUERY = `{ metricCatalog {
  dashboardsVersion
  dashboards { key title problem sections { title group { key } tiles { id title variables metrics { key } } } }
  money: dashboard(key: "money") { key }
  wrong: dashboard(key: "wrong") { key problem }
  metrics { key dashboards { key } }
} }`;

async function ask(viewer: Viewer) {
  const [database, model, folder] = await Promise.all([
    productDatabase('none'),
    changedModel('model.yaml', (text) => text),
    someDashboards(),
  ]);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  for (const [name, text] of Object.entries(FILES)) folder.write(name, text);
  const registry = loadRegistry(model.path);
  const engine = await openPostgres(database.url);
  const gateway = await connect(registry, engine);
  const dashboards = loadDashboards(folder.path, registry);
  const result = await graphql({
    schema: schemaFor(registry, viewer),
    source: QUERY,
    contextValue: requestContext(gateway, Date.now(), { viewer, dashboards }),
  });
  await engine.close();
  await Promise.all([database.drop(), model.remove(), folder.remove()]);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return { catalog: (result.data as any).metricCatalog, errors: result.errors ?? [] };
}

test('a caller without a role sees all, and the problem of a wrong file', async () => {
  const { catalog, errors } = await ask(NOBODY);
  expect(errors).toEqual([]);
  const keys = (catalog.dashboards as { key: string }[]).map(({ key }) => key);
  expect(keys).toEqual(['hidden_condition', 'mixed', 'money', 'wrong']);
  expect(catalog.wrong.problem).toMatch(/wrong\.yaml:4:51: .*"revenue_mr" — .*did you mean "revenue_mrr"\?$/);
  const shown = (catalog.metrics as { key: string; dashboards: { key: string }[] }[]).find(
    ({ key }) => key === 'revenue_mrr',
  )!;
  expect(shown.dashboards.map(({ key }) => key)).toEqual(['mixed', 'money']);
});

test.each(['own', 'full'] as const)(
  'a role sees the tiles of which every name is visible: %s schema',
  async (schema) => {
    const { catalog, errors } = await ask({ role: 'rates', claims: {}, schema });
    expect(errors.map(({ message }) => message)).toEqual([
      'There is no dashboard "money".',
      'There is no dashboard "wrong".',
    ]);
    expect(catalog.dashboards).toEqual([
      {
        key: 'mixed',
        title: 'Mixed',
        problem: null,
        sections: [
          {
            title: 'Cost monitoring',
            group: { key: 'cost' },
            tiles: [
              expect.objectContaining({ id: 'tile:mixed/1/1', title: 'Task error rate' }),
              expect.objectContaining({ id: 'tile:mixed/1/5', title: 'Task error rate · Channel' }),
            ],
          },
          {
            // The group is not visible, because none of its metrics is.
            title: 'Adopted',
            group: null,
            tiles: [expect.objectContaining({ id: 'tile:mixed/3/1', metrics: [{ key: 'adoption_rate' }] })],
          },
        ],
      },
    ]);
    expect(JSON.stringify([catalog, errors])).not.toMatch(/task_type|secret|revenue|core_|token_cost|failed_tasks/);
    expect(catalog.metrics).toEqual([
      { key: 'adoption_rate', dashboards: [{ key: 'mixed' }] },
      { key: 'task_error_rate', dashboards: [{ key: 'mixed' }] },
    ]);
  },
);
