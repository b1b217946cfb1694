import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { dashboardJsonSchema, dashboardJsonSchemaText } from '../../src/dashboards/jsonSchema';
import { ROOT } from '../graphql/gatewayServer';
import { oneTile } from './someDashboards';

const accepts = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(dashboardJsonSchema());
const FOLDERS = { 'schema/dashboards': '..', 'examples/shop/dashboards': '../../../schema' };
const files = Object.entries(FOLDERS).flatMap(([folder, schema]) =>
  readdirSync(path.join(ROOT, folder)).map((name) => [`${folder}/${name}`, schema] as const),
);

test('schema/dashboard.schema.json is generated from the grammar: `npm run schema` writes it', () => {
  expect(readFileSync(path.join(ROOT, 'schema/dashboard.schema.json'), 'utf8')).toBe(dashboardJsonSchemaText());
});

test.each(files)('it accepts %s, which refers to it', (file, schema) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  expect(text).toContain(`# yaml-language-server: $schema=${schema}/dashboard.schema.json\n`);
  accepts(parse(text));
  expect(accepts.errors).toBeNull();
});

test('it rejects what the grammar rejects', () => {
  const fits = (tile: string) => accepts(parse(oneTile(tile)));
  expect(fits('{ metrics: [a], picture: number }')).toBe(true);
  expect(fits('{ metrics: [a], picture: number, compare: none, where: { not: { b: { in: [c] } } } }')).toBe(true);
  expect(fits('{ metrics: [], picture: number }')).toBe(false);
  expect(fits('{ metrics: [a], picture: pie }')).toBe(false);
  expect(fits('{ metrics: [a], picture: number, where: { b: { is: c } } }')).toBe(false);
  expect(fits('{ metrics: [a], picture: number, compare: some }')).toBe(false);
});
