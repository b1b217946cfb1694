import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { anchorOf } from '../../reference/markdown';
import { DIRECTORY, referencePages } from '../../reference/pages';
import { gatewaySchema } from '../../src/graphql/schema';
import { productModel } from '../registry/productModel';

/**
 * The committed reference is up to date. If it is not, run `npm run docs` and read the difference.
 */
const pages = referencePages();
const schema = gatewaySchema(productModel());
// Their fields have separate sections.
const roots = [schema.getQueryType()!, schema.getSubscriptionType()!];
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type) && !roots.some((root) => root === type),
);

test.each([...pages.keys()])('docs/reference/%s is what `npm run docs` writes', (file) => {
  expect(readFileSync(path.join(DIRECTORY, file), 'utf8')).toBe(pages.get(file));
});

test('every page is generated, so no outdated page remains', () => {
  expect(readdirSync(DIRECTORY).sort()).toEqual([...pages.keys()].sort());
});

test('every type, field, argument and enum value of the schema has a description', () => {
  const silent: string[] = [];
  const look = (where: string, { description }: { readonly description?: string | null | undefined }) => {
    if (!description?.trim()) silent.push(where);
  };
  for (const type of [...types, ...roots]) look(type.name, type);
  for (const type of [...types, ...roots]) {
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  expect(silent).toEqual([]);
});

test('every type has a section', () => {
  const sections = headings('graphql.md');
  expect(types.map(({ name }) => name).filter((name) => !sections.includes(name))).toEqual([]);
});

test.each([...pages.keys()])('the links within docs/reference/%s lead somewhere', (file) => {
  const anchors = headings(file).map(anchorOf);
  const linked = [...pages.get(file)!.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor!);
  expect(linked.length).toBeGreaterThan(10);
  expect(linked.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
});

function headings(file: string): string[] {
  return [...pages.get(file)!.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);
}
