import { kindOf } from '../src/registry/grammar/measure';
import { referenceOf, type JsonSchema } from './jsonSchema';
import { anchorOf, blocks, code, page, table } from './markdown';

/** `model.md`: every key of the registry's files, from the JSON Schema that the grammar makes. */
export function modelPage(schema: JsonSchema): string {
  const { Measure: measure, ...definitions } = schema.definitions ?? {};
  return page(
    'The keys of the registry',
    'What can stand in the files of [schema/model](../../schema/model). Editors know the same by `schema/model.schema.json`: completion, and mistakes ' +
      'while one types. [Defining metrics](../guide-defining.md) says how to use them, with the pitfalls. A key without a default can be left out unless it is required.',
    section('A file', { ...schema, description: 'Any of these sections, each of which may be spread over files.' }),
    ...Object.entries(definitions).map(([name, definition]) => section(name, definition)),
    measure === undefined ? '' : measureSection(measure),
  );
}

function section(title: string, schema: JsonSchema): string {
  const values = schema.additionalProperties;
  const rows = schema.anyOf ? formRows(schema.anyOf) : fieldRows(schema);
  if (schema.properties && typeof values === 'object')
    rows.push(['any other key', valueWords(values), '', values.description ?? '']);
  return blocks(`## ${title}`, schema.description ?? '', table(['key', 'value', 'default', ''], rows));
}

/** Of something that is either one value or a mapping. */
function formRows(options: readonly JsonSchema[]): string[][] {
  return options.flatMap((option) =>
    option.properties ? fieldRows(option) : [['(alone)', valueWords(option), '', option.description ?? '']],
  );
}

/** A row for each field, and for each of the fields within. */
function fieldRows(schema: JsonSchema, before = ''): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const inner = [field, ...(field.anyOf ?? [])].flatMap((one) => fieldRows(one, `${before}${key}.`));
    return [
      [code(`${before}${key}`), valueWords(field), defaultWords(key, field, schema), field.description ?? ''],
      ...inner,
    ];
  });
}

function defaultWords(key: string, { default: value }: JsonSchema, { required }: JsonSchema): string {
  if (required?.includes(key)) return 'required';
  return value === undefined ? '' : code(String(value));
}

/** What may stand there, in words. */
function valueWords(schema: JsonSchema): string {
  const reference = referenceOf(schema);
  if (reference !== null) return `[${reference}](#${anchorOf(reference)})`;
  if (schema.anyOf) return schema.anyOf.map(innerWords).join(', or ');
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(', ');
  if (Array.isArray(schema.type)) return schema.type.map(typeWords).join(', ');
  if (schema.type === 'array') return `list of ${innerWords(schema.items ?? {})}`;
  if (schema.type === 'object') {
    const { additionalProperties: values } = schema;
    return typeof values === 'object' && !schema.properties ? `mapping: name to ${innerWords(values)}` : 'mapping';
  }
  if (schema.type === 'integer') return `whole number, ${schema.minimum} to ${schema.maximum}`;
  return typeWords(schema.type as string);
}

/** Text within something else is told by what it says of itself. */
function innerWords(schema: JsonSchema): string {
  const { description } = schema;
  if (schema.type !== 'string' || schema.enum || description === undefined) return valueWords(schema);
  return description.replace(/^A/, 'a').replace(/\.$/, '');
}

function typeWords(type: string): string {
  return type === 'string' ? 'text' : type === 'boolean' ? 'true or false' : type;
}

/** A measure has forms, of which most keys are shared. */
function measureSection({ description = '', anyOf: forms = [] }: JsonSchema): string {
  const shapes = forms.map((form) => {
    const keys = Object.keys(form.properties ?? {}).map((key) => (form.required?.includes(key) ? key : `${key}?`));
    const kind = kindOf(form.properties ?? {});
    return [code(`{ ${keys.join(', ')} }`), `[${kind}](../meaning.md#${kind})`];
  });
  const rows = new Map<string, { readonly cells: string[]; readonly verbs: Set<string> }>();
  for (const form of forms) {
    const verb = Object.keys(form.properties ?? {})[0]!;
    for (const cells of fieldRows(form)) {
      const known = rows.get(cells.join('\n')) ?? { cells, verbs: new Set() };
      known.verbs.add(verb);
      rows.set(cells.join('\n'), known);
    }
  }
  return blocks(
    '## Measure',
    `${description} The first key says what is measured; \`?\` marks what may be left out.`,
    table(['form', 'kind'], shapes),
    table(
      ['key', 'of', 'value', 'default', ''],
      [...rows.values()].map(({ cells: [key, ...rest], verbs }) => [
        key!,
        verbs.has(key!.slice(1, -1)) ? '' : [...verbs].map(code).join(', '),
        ...rest,
      ]),
    ),
  );
}
