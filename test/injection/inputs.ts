import { address } from '../export/exporting';

/** A request without its credentials. */
export interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly url: string;
  readonly payload?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Claims that the router vouches for. */
  readonly claims?: object;
}

/**
 * Every place of a request that takes a text, by name. The function returns the request with the
 * text in that place.
 */
export const INPUTS: Readonly<Record<string, (text: string) => Sent>> = {
  ...fromEntries(['eq', 'ne', 'contains', 'startsWith'], (operator) => [
    `where ${operator}`,
    (text) => filtered({ utm_source: { [operator]: text } }),
  ]),
  ...fromEntries(['in', 'notIn'], (operator) => [
    `where ${operator}`,
    (text) => filtered({ utm_source: { [operator]: [text, 'google'] } }),
  ]),
  'where, below others': (text) =>
    filtered({ not: { or: [{ utm_source: { eq: text } }, { and: [{ utm_source: { contains: text } }] }] } }),
  'where of another dimension': (text) => filtered({ task_type: { in: [text, 'text'] } }, 'tasks'),
  ...fromEntries(['eq', 'ne'], (operator) => [`id ${operator}`, (text) => filtered({ user_id: { [operator]: text } })]),
  'id in': (text) => filtered({ user_id: { in: ['1', text] } }),
  'a name in where': (text) => filtered({ [text]: { eq: 'x' } }),
  'an operator': (text) => filtered({ utm_source: { [text]: 'x' } }),
  'a value in the document': (text) =>
    graphql(
      `{ metrics(${WEEK}, where: { utm_source: { in: ${JSON.stringify([text, 'a'])} } }) { rows { values { tasks } } } }`,
    ),
  'a block of text in the document': (text) =>
    graphql(
      `{ metrics(${WEEK}, where: { utm_source: { eq: """${text.replaceAll('"""', '\\"""')}""" } }) { rows { values { tasks } } } }`,
    ),
  ...fromEntries(['eq', 'gt', 'lte'], (operator) => [
    `having ${operator}`,
    (text) =>
      variable('MetricHaving', `metrics(${WEEK}, having: $v) { rows { values { tasks } } }`, {
        tasks: { [operator]: text },
      }),
  ]),
  ...fromEntries(['from', 'to', 'through', 'last', 'unit'], (field) => [
    `range ${field}`,
    (text) =>
      variable('MetricTimeRange!', 'metrics(range: $v) { rows { values { tasks } } }', {
        from: '2026-03-02',
        ...(field === 'from' && { to: '2026-03-09' }),
        [field]: text,
      }),
  ]),
  asOf: (text) => variable('DateTime', `metrics(range: ${DAYS}, asOf: $v) { rows { values { tasks } } }`, text),
  timeZone: (text) => variable('TimeZone', `metrics(range: ${DAYS}, timeZone: $v) { rows { values { tasks } } }`, text),
  locale: (text) =>
    variable(
      'Locale',
      `metrics(${WEEK}) { rows { time { label(locale: $v) } details { tasks { formatted(locale: $v) } } } }`,
      text,
    ),
  limit: (text) => variable('Int', `metrics(${WEEK}, limit: $v) { rows { values { tasks } } }`, text),
  offset: (text) => variable('Int!', `metrics(${WEEK}, offset: $v) { rows { values { tasks } } }`, text),
  'top n': (text) =>
    variable(
      'Int!',
      `metrics(${WEEK}, groupBy: [utm_source], top: { n: $v, by: tasks }) { rows { values { tasks } } }`,
      text,
    ),
  fill: (text) => variable('Boolean!', `metrics(${WEEK}, fill: $v) { rows { values { tasks } } }`, text),
  shift: (text) =>
    variable('MetricComparison', `metrics(${WEEK}, compare: $v) { rows { values { tasks } } }`, {
      shift: text,
      unit: text,
    }),
  'the key of a metric': (text) => variable('[MetricKey!]', `metrics(${WEEK}, select: $v) { rowCount }`, [text]),
  'the key of a metric in the catalog': (text) =>
    variable('MetricKey!', 'metricCatalog { metric(key: $v) { label } }', text),
  'the key of a dimension': (text) =>
    variable('[MetricDimensionKey!]!', `metrics(${WEEK}, groupBy: $v) { rows { values { tasks } } }`, [text]),
  'the key of an order': (text) =>
    variable('[MetricOrder!]', `metrics(${WEEK}, orderBy: $v) { rows { values { tasks } } }`, [{ key: text }]),
  grain: (text) => variable('MetricGrain', `metrics(${WEEK}, grain: $v) { rows { values { tasks } } }`, text),
  'search of metrics': (text) => variable('String', 'metricCatalog { metrics(search: $v) { key } }', text),
  'group of metrics': (text) => variable('String', 'metricCatalog { metrics(group: $v, priority: $v) { key } }', text),
  'search of values': (text) =>
    variable('String', 'metricCatalog { dimension(key: utm_source) { values(search: $v) { value label } } }', text),
  'search of ids': (text) =>
    variable('String', 'metricCatalog { dimension(key: user_id) { values(search: $v) { value } } }', text),
  'the id of an entity': (text) => entity({ __typename: 'User', id: text }),
  'the id of a metric': (text) => entity({ __typename: 'Metric', id: text }),
  'the type of an entity': (text) => entity({ __typename: text, id: '1' }),
  'another key of an entity': (text) => entity({ __typename: 'User', id: '1', [text]: text }),
  'the name of an operation': (text) =>
    body({ query: 'query A { __typename } query B { __typename }', operationName: text }),
  'the name of a variable': (text) => body({ query: '{ __typename }', variables: { [text]: text } }),
  'the name of a type': (text) => graphql(`{ __type(name: ${JSON.stringify(text)}) { name } }`),
  'the document': (text) => graphql(text),
  'a field': (text) => graphql(`{ ${text} }`),
  'a document id': (text) => body({ documentId: text }),
  'the hash of a document': (text) => body({ extensions: { persistedQuery: { version: 1, sha256Hash: text } } }),
  'an extension': (text) => body({ query: '{ __typename }', extensions: { [text]: text } }),
  'the address of GraphQL': (text) => ({
    method: 'GET',
    url: `/graphql?query=${encode(text)}&variables=${encode(text)}&operationName=${encode(text)}`,
    headers: { 'apollo-require-preflight': 'true' },
  }),
  'another address': (text) => ({ method: 'GET', url: `/${encode(text)}` }),
  ...fromEntries(['select', 'groupBy'], (field) => [`${field} of an export`, (text) => exporting({ [field]: [text] })]),
  ...fromEntries(['timeZone', 'asOf', 'grain', 'limit'], (field) => [
    `${field} of an export`,
    (text) => exporting({ [field]: text }),
  ]),
  'a filter of an export': (text) => exporting({ where: { utm_source: { eq: text } }, groupBy: ['utm_source'] }),
  'a name in an export': (text) => exporting({ [text]: text }),
  'the address of an export': (text) => ({
    method: 'GET',
    url: address('ndjson', { ...TASKS, where: { utm_source: { eq: text } } }),
  }),
  'a parameter of an export': (text) => ({ method: 'GET', url: address('csv', TASKS, `&bom=${encode(text)}`) }),
  'another parameter of an export': (text) => ({ method: 'GET', url: address('csv', TASKS, `&${encode(text)}=1`) }),
  'a claim': (text) => ({ ...graphql(BY_CHANNEL), claims: { role: 'channel_manager', channels: [text] } }),
  'a claim that is no list': (text) => ({
    ...graphql(BY_CHANNEL),
    claims: { role: 'channel_manager', channels: text },
  }),
  'a claim of an id': (text) => ({ ...graphql(BY_CHANNEL), claims: { role: 'person', sub: text } }),
  'another claim': (text) => ({ ...graphql(BY_CHANNEL), claims: { role: 'everything', sub: text, [text]: text } }),
  'a role': (text) => ({ ...graphql(BY_CHANNEL), claims: { role: text } }),
  'a token': (text) => ({
    ...graphql('{ __typename }'),
    headers: { authorization: `Bearer ${encode(text)}`, 'x-api-key': '' },
  }),
  'an API key': (text) => ({ ...graphql('{ __typename }'), headers: { 'x-api-key': encode(text) } }),
};

const WEEK = 'range: { from: "2026-03-02", to: "2026-03-09" }, asOf: "2026-03-12T09:30:00+08:00"';
const DAYS = '{ from: "2026-03-02", to: "2026-03-09" }';
const TASKS = { select: ['tasks'], range: { from: '2026-03-02', to: '2026-03-09' } };

/** All channels, with their registrations. */
export const BY_CHANNEL = `{ metrics(range: { from: "2026-03-02", to: "2026-03-09" }, groupBy: [utm_source]) { rows { by { utm_source } values { new_registrations } } } }`;

function fromEntries(names: readonly string[], entry: (name: string) => [string, (text: string) => Sent]) {
  return Object.fromEntries(names.map(entry));
}

function body(request: object): Sent {
  return { url: '/graphql', payload: JSON.stringify(request), headers: { 'content-type': 'application/json' } };
}

function graphql(query: string): Sent {
  return body({ query });
}

function variable(type: string, field: string, v: unknown): Sent {
  return body({ query: `query ($v: ${type}) { ${field} }`, variables: { v } });
}

function filtered(where: object, metric = 'new_registrations'): Sent {
  return variable(
    'MetricDimensionFilter',
    `metrics(${WEEK}, where: $v, groupBy: [utm_source]) { rows { by { utm_source } values { ${metric} } } }`,
    where,
  );
}

function entity(representation: object): Sent {
  const field = `_entities(representations: $v) { __typename ... on User { metrics(${WEEK}) { rows { values { tasks } } } } ... on Metric { key } }`;
  return variable('[_Any!]!', field, [representation]);
}

function exporting(given: object): Sent {
  return {
    url: '/export.csv',
    payload: JSON.stringify({ ...TASKS, ...given }),
    headers: { 'content-type': 'application/json' },
  };
}

/** An address cannot contain half a surrogate pair. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
