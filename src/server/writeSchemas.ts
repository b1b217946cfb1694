import { printSchema } from 'graphql';
import { writeFileSync } from 'node:fs';
import { gatewaySchema } from '../graphql/schema';
import { modelJsonSchemaText } from '../registry/jsonSchema';
import { loadRegistry } from '../registry/load';

/** `npm run schema`: writes what is generated and committed. A test fails when it is stale. */
writeFileSync('schema/schema.graphql', `${printSchema(gatewaySchema(loadRegistry('schema/model')))}\n`);
writeFileSync('schema/model.schema.json', modelJsonSchemaText());
process.stdout.write('Wrote schema/schema.graphql and schema/model.schema.json.\n');
