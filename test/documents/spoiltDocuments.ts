import * as fc from 'fast-check';
import type { Document } from './documents';
import { Draw } from './draw';

/** A spoilt request, and how it was spoilt. */
export interface Spoilt {
  readonly how: string;
  readonly body: Buffer;
}

/** Documents spoilt by mistake or on purpose. */
export function spoiltFrom(documents: fc.Arbitrary<Document>): fc.Arbitrary<Spoilt> {
  const how = fc.constantFrom(...Object.keys(WAYS));
  return fc.tuple(documents, how, fc.gen()).map(([document, name, gen]) => {
    const spoilt = WAYS[name]!(document, new Draw(gen, Infinity));
    const body = Buffer.isBuffer(spoilt) ? spoilt : Buffer.from(JSON.stringify(spoilt));
    return { how: name, body };
  });
}

type Spoil = (document: Document, draw: Draw) => object | Buffer;

const WAYS: Readonly<Record<string, Spoil>> = {
  'a name is another': (document, draw) =>
    inQuery(document, /[A-Za-z_]\w*/g, draw, (name) =>
      draw.of([`${name}s`, name.slice(1), 'none', '__none', name.toUpperCase()]),
    ),
  'a sign is gone': (document, draw) => inQuery(document, /[^\s\w]/g, draw, () => ' '),
  'a sign is another': (document, draw) =>
    inQuery(document, /[^\s\w]/g, draw, () => draw.of([...'{}()[]:!$@"|&=.#\\'])),
  'a value is of another type': (document, draw) =>
    inQuery(document, /"[^"]*"|\b\d+\b|\b(true|false)\b|\b[A-Z]{3,}\b/g, draw, () =>
      draw.of(['5', '"x"', '{}', '[]', 'null', 'NONE', '1.5e3', '[[]]', '{ a: { b: $c } }']),
    ),
  'arguments are gone': ({ query, ...rest }) => ({ ...rest, query: query.replace(/(?<=\w)\((?!\$)[^()]*\)/, '') }),
  'the text is cut': ({ query, ...rest }, draw) => ({ ...rest, query: query.slice(0, draw.below(query.length)) }),
  'text is in between': ({ query, ...rest }, draw) => ({ ...rest, query: spliced(query, draw, draw.text()) }),
  'a part is there twice': ({ query, ...rest }, draw) => {
    const from = draw.below(query.length);
    return { ...rest, query: spliced(query, draw, query.slice(from, from + draw.below(40))) };
  },
  'it is nested deeply': ({ query, ...rest }, draw) => {
    const depth = draw.of([20, 200, 2_000, 9_000]);
    return {
      ...rest,
      query: `${draw.of(['{ a ', '{ ... ', '{ a(b: [', '{ a(b: { c: ', '{ __schema { types '])}`.repeat(depth) + query,
    };
  },
  'filters are nested deeply': (_, draw) => {
    const depth = draw.of([60, 600, 3_000]);
    const where = JSON.parse(`${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`) as object;
    return { query: NESTED, variables: { where } };
  },
  'it is no query': ({ query, ...rest }, draw) => ({
    ...rest,
    query: `${draw.of(['mutation', 'subscription', 'fragment A on Query', 'type A'])} ${query.slice(query.indexOf('{'))}`,
  }),
  'directives are others': (document, draw) =>
    inQuery(document, /\s(?=[{}])/g, draw, () =>
      draw.of([' @defer ', ' @none ', ' @include ', ' @include(if: 5) ', ' @skip(if: $none) ', ' @deprecated ']),
    ),
  'a fragment holds itself': ({ query, ...rest }) => ({
    ...rest,
    query: `${query.replace(/\{/, '{ ...Own ')} fragment Own on Query { ...Own }`,
  }),
  'variables are of other types': ({ variables, ...rest }, draw) => ({
    ...rest,
    variables: Object.fromEntries(Object.keys(variables).map((name) => [name, draw.of(OTHERS)])),
  }),
  'variables are missing': ({ query }) => ({ query }),
  'there are others beside it': (document, draw) => ({
    ...document,
    variables: { ...document.variables, [draw.text()]: draw.of(OTHERS) },
  }),
  'the operation is another': (document, draw) => ({
    ...document,
    operationName: draw.of(['None', '', '__proto__', draw.text()]),
  }),
  'the request is of other types': (document, draw) => ({
    ...document,
    [draw.of(['query', 'variables', 'operationName', 'extensions', 'documentId'])]: draw.of(OTHERS),
  }),
  'it is another value of JSON': (_, draw) => Buffer.from(JSON.stringify(draw.of(OTHERS)) ?? ''),
  'it is a batch': (document, draw) =>
    Array.from({ length: draw.of([0, 1, 3, 11]) }, (_, index) => (index === 1 ? draw.of(OTHERS) : document)) as object,
  'the JSON is cut': (document, draw) => {
    const text = JSON.stringify(document);
    return Buffer.from(text.slice(0, draw.below(text.length)));
  },
  'bytes are others': (document, draw) => {
    const bytes = Buffer.from(JSON.stringify(document));
    for (let count = 0; count <= draw.below(3); count++) bytes[draw.below(bytes.length)] = draw.below(256);
    return bytes;
  },
  'it is any bytes': (_, draw) => Buffer.from(Array.from({ length: draw.below(60) }, () => draw.below(256))),
};

const OTHERS: readonly unknown[] = [null, 5, -1.5, true, '', 'x', [], {}, [null], { a: { b: [1] } }, { __proto__: 1 }];

const NESTED = `query ($where: MetricDimensionFilter) {
  metrics(range: { last: 7, unit: DAY }, where: $where) { rowCount } }`;

/** Replaces one match of the pattern in the query. */
function inQuery({ query, ...rest }: Document, pattern: RegExp, draw: Draw, other: (found: string) => string): object {
  const found = [...query.matchAll(pattern)];
  if (found.length === 0) return { ...rest, query: `${query}}` };
  const { 0: text, index } = draw.of(found);
  return { ...rest, query: query.slice(0, index) + other(text) + query.slice(index + text.length) };
}

function spliced(query: string, draw: Draw, text: string): string {
  const at = draw.below(query.length);
  return query.slice(0, at) + text + query.slice(at);
}
