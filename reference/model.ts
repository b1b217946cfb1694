import { kindOf } from '../src/registry/grammar/measure';
import { referenceOf, type JsonSchema } from './jsonSchema';
import { anchorOf, blocks, code, page, table } from './markdown';

/** `model.md`: every key of the registry's files, from the JSON Schema of the grammar. */
export function modelPage(schema: JsonSchema): string {
  const { Measure: measure, ...definitions } = schema.definitions ?? {};
  return page(
    'The keys of the registry',
    'Every key that the files of [schema/model](../../schema/model) may contain. With `schema/model.schema.json`, ' +
      'editors complete these keys and show mistakes while you type. [Defining metrics](../guide-defining.md) shows ' +
      'how to use them. A key is optional unless it is marked as required.',
    section('A file', { ...schema, description: 'Any of these sections. A section may be spread over several files.' }),
    ...Object.entries(definitions).map(([name, definition]) => section(name, definition)),
    measure === undefined ? '' : measureSection(measure),
  );
}

/** `dashboards.md`: every key of a dashboard's file. */
export function dashboardsPage(schema: JsonSchema): string {
  return page(
    'The keys of a dashboard',
    'Every key that a file of [schema/dashboards](../../schema/dashboards) may contain. With ' +
      '`schema/dashboard.schema.json`, editors complete these keys and show mistakes while you type. ' +
      '[Dashboards](../guide-dashboards.md) shows how to use them. A key is optional unless it is marked as required.',
    section('A dashboard', { ...schema, description: 'One file. Its name is the key of the dashboard.' }),
    ...Object.entries(schema.definitions ?? {}).map(([name, definition]) => section(name, definition)),
  );
}

function section(title: string, schema: JsonSchema): string {
  const values = schema.additionalProperties;
  const rows = schema.anyOf ? formRows(schema.anyOf) : fieldRows(schema);
  if (schema.properties && typeof values === 'object')
    rows.push(['any other key', valueWords(values), '', values.description ?? '']);
  return blocks(`## ${title}`, schema.description ?? '', table(['key', 'value', 'default', ''], rows));
}

/** Rows of a schema that is either one value or a mapping. */
function formRows(options: readonly JsonSchema[]): string[][] {
  return options.flatMap((option) =>
    option.properties ? fieldRows(option) : [['(alone)', valueWords(option), '', option.description ?? '']],
  );
}

/** A row for each field, including the fields of nested mappings. */
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

/** The allowed values, in words. */
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

/** The allowed values inside another schema. Text is described by its own description. */
function innerWords(schema: JsonSchema): string {
  const { description } = schema;
  if (schema.type !== 'string' || schema.enum || description === undefined) return valueWords(schema);
  return description.replace(/^A/, 'a').replace(/\.$/, '');
}

function typeWords(type: string): string {
  return type === 'string' ? 'text' : type === 'boolean' ? 'true or false' : type;
}

/** The section of measures: their forms, and then their keys, which most forms share. */
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
    `${description} The first key selects the measure; \`?\` marks an optional key.`,
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
