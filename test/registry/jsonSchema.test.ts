import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { modelJsonSchema, modelJsonSchemaText } from '../../src/registry/jsonSchema';
import { metricYaml, SHOP } from './shopModel';

interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Record<string, Schema>;
  readonly definitions?: Record<string, Schema>;
}

const accepts = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(modelJsonSchema());

describe('schema/model.schema.json', () => {
  test('is generated from the grammar: `npm run schema` writes it', () => {
    expect(readFileSync('schema/model.schema.json', 'utf8')).toBe(modelJsonSchemaText());
  });

  test.each(readdirSync('schema/model'))('accepts schema/model/%s, which refers to it', (file) => {
    const text = readFileSync(join('schema/model', file), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/model\.schema\.json\n/);
    accepts(parse(text));
    expect(accepts.errors).toBeNull();
  });

  test('accepts a file with some of the sections, and rejects one without', () => {
    expect(accepts(parse(SHOP))).toBe(true);
    expect(accepts({ currency: 'EUR' })).toBe(true);
    expect(accepts({})).toBe(false);
    expect(accepts({ metric: {} })).toBe(false);
  });

  test.each([
    ['numerator: { count: a }'],
    ['numerator: { count: a, lag: 2, at: b }'],
    ['numerator: { count: a, active: { from: b, until: c } }'],
    ['numerator: { sum: a, of: b, times: 0.5, per: 100, active: { from: b, until: c } }'],
    ['numerator: { count_distinct: a, of: b, window: { last: 7, unit: day } }'],
    ['numerator: { count_first: a, of: b, at: c }'],
    ['numerator: { count_returning: a, of: b, lag: 1, within: [c] }'],
    ['numerator: a', 'denominator: b'],
    ['numerator: { count: a }', 'filters: [{ b: [1, null, x], not: { c: null }, any: [{ d: e }, { not: { f: 1 } }] }]'],
    ['numerator: { count: a }', 'unit: { currency: USD }', 'overTime: average', 'deprecated: Use another.', 'was: b'],
    ['numerator: { count: a }', 'was: [b, c]'],
    ['numerator: { sum: a, of: b, at: c, window: { since: beginning } }'],
    ['numerator: { count: a, window: { last: 2, unit: week } }'],
    ['numerator: { count_distinct: a, of: b, active: { from: c, until: d, at: open } }', 'overTime: first'],
    ['numerator: { sum: a, of: b, active: { from: c, until: d }, movement: net, each: e, times: 2 }'],
    ['numerator: { count_distinct: a, of: b, active: { from: c, until: d }, movement: churned }'],
    ['numerator: { avg: a, of: b, at: c, times: 2 }'],
    ['numerator: { percentile: a, fraction: 0.9, of: b, each: c }'],
    ['numerator: { median: a, discrete: true, of: b }'],
  ])('accepts %s %s', (...lines) => {
    accepts(parse(metricYaml(...lines, 'grain: day')));
    expect(accepts.errors).toBeNull();
  });

  test.each([
    ['numerator: a'],
    ['numerator: { count: a }', 'denominator: b'],
    ['numerator: { count: a, sum: b, of: c }'],
    ['numerator: { count_distinct: a }'],
    ['numerator: { count: a, active: { from: b, until: c }, lag: 1 }'],
    ['numerator: { count_returning: a, of: b, lag: 0, within: [c] }'],
    ['numerator: { sum: a, of: b, per: 60 }'],
    ['numerator: { count: a }', 'filters: [{}]'],
    ['numerator: { count: a }', 'filters: [{ b: [] }]'],
    ['numerator: { count: a }', 'was: []'],
    ['numerator: { count: a }', 'owners: b'],
    ['numerator: { count: a, window: { since: hour } }'],
    ['numerator: { count: a, active: { from: b, until: c, at: open }, movement: net, each: d }'],
    ['numerator: { percentile: a, fraction: 1.5, of: b }'],
    ['numerator: { max: a, discrete: true, of: b }'],
    ['metric: a', 'filters: [{ b: c }]'],
    ['expression: a / b'],
  ])('rejects %s %s', (...lines) => {
    expect(accepts(parse(metricYaml(...lines, 'grain: day')))).toBe(false);
  });

  test('knows that a metric made of others has their grain', () => {
    expect(accepts(parse(metricYaml('expression: a / b')))).toBe(true);
    expect(accepts(parse(metricYaml('metric: a', 'filters: [{ b: c }]')))).toBe(true);
    expect(accepts(parse(metricYaml('metric: a')))).toBe(false);
    expect(accepts(parse(metricYaml('metric: a', 'filters: [{ b: c }]', 'expression: a')))).toBe(false);
    expect(accepts(parse(metricYaml('expression: a', 'filters: [{ b: c }]')))).toBe(false);
    expect(accepts(parse(metricYaml('numerator: { count: a }')))).toBe(false);
    expect(accepts(parse(metricYaml()))).toBe(false);
  });

  test('describes every field, for editors to show', () => {
    const silent: string[] = [];
    const look = (schema: Schema, path: string): void => {
      for (const [key, field] of Object.entries(schema.properties ?? {})) {
        if (!field.description && !field.$ref && !field.allOf) silent.push(`${path}.${key}`);
        look(field, `${path}.${key}`);
      }
      for (const inner of [schema.additionalProperties, schema.items, ...(schema.anyOf ?? [])]) {
        if (typeof inner === 'object') look(inner, path);
      }
    };
    const schema = modelJsonSchema() as Schema;
    look(schema, 'file');
    for (const [name, definition] of Object.entries(schema.definitions ?? {})) look(definition, name);
    expect(silent).toEqual([]);
  });
});
