import path from 'node:path';
import { dashboardJsonSchema } from '../src/dashboards/jsonSchema';
import { gatewaySchema } from '../src/graphql/schema';
import { modelJsonSchema } from '../src/registry/jsonSchema';
import { loadRegistry } from '../src/registry/load';
import { graphqlPage } from './graphql';
import { metricsPage } from './metrics';
import { dashboardsPage, modelPage } from './model';

export const DIRECTORY = path.join(__dirname, '../docs/reference');
const MODEL = path.join(__dirname, '../schema/model');

/** The pages of the reference by file name, generated from the code and the product's registry. */
export function referencePages(): ReadonlyMap<string, string> {
  const registry = loadRegistry(MODEL);
  return new Map([
    ['model.md', modelPage(modelJsonSchema())],
    ['dashboards.md', dashboardsPage(dashboardJsonSchema())],
    ['graphql.md', graphqlPage(gatewaySchema(registry), registry)],
    ['metrics.md', metricsPage(registry)],
  ]);
}
