import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { printSchema } from 'graphql';
import { metricsPage } from '../../reference/metrics';
import { wordingOf } from '../../src/cli/print/wording';
import { exampleQueries } from '../../src/graphql/examples';
import { gatewaySchema } from '../../src/graphql/schema';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { WEEK } from './mistake';

/** Registries of the demo product in other languages than its own. */
const model = (locales: string, words: Record<'actions' | 'kind' | 'copy' | 'about', string>): string => `
timeZone: Asia/Shanghai
locales: ${locales}
groups:
  usage: { label: ${words.actions} }
tables:
  user_action_log:
    primaryKey: id
    time: created_at
    columns: { id: bigint, action_type: text, created_at: timestamptz }
dimensions:
  action_type:
    label: ${words.kind}
    column: action_type
    of: user_action_log
    values: { copy: ${words.copy} }
metrics:
  actions:
    label: ${words.actions}
    description: ${words.about}
    group: usage
    numerator: { count: user_action_log }
    grain: hour
  doings: { label: ${words.actions}, group: usage, metric: actions, filters: [{ action_type: copy }], was: deeds }
`;

const ENGLISH = model('[en]', { actions: 'Actions', kind: 'Kind', copy: 'Copied', about: 'What users do.' });
const GERMAN = model('[de, pt-br]', {
  actions: '{ de: Aktionen, pt-BR: Ações }',
  kind: '{ pt-br: Tipo, de: Art }',
  copy: '{ de: Kopiert, pt-BR: Copiado }',
  about: '{ de: Was Nutzer tun., pt-BR: O que se faz. }',
});

const servers: { server: GatewayServer; remove(): Promise<void> }[] = [];
async function serverOf(yaml: string): Promise<GatewayServer> {
  const directory = await temporaryDirectory();
  writeFileSync(path.join(directory.path, 'model.yaml'), yaml);
  const server = await gatewayServer({ model: directory.path });
  servers.push({ server, remove: () => directory.remove() });
  return server;
}
let english: GatewayServer;
let german: GatewayServer;
beforeAll(async () => {
  english = await serverOf(ENGLISH);
  german = await serverOf(GERMAN);
});
afterAll(async () => {
  for (const { server, remove } of servers) {
    await server.close();
    await remove();
  }
});

const CATALOG = `query ($locale: Locale) { metricCatalog {
  locales
  groups { label(locale: $locale) }
  metric(key: actions) { label(locale: $locale) description(locale: $locale) }
  former: metric(key: deeds) { label(locale: $locale) }
  dimension(key: action_type) { label(locale: $locale) values(search: "cop", limit: 1) { value label(locale: $locale) } }
} }`;

async function catalog(server: GatewayServer, locale?: string) {
  const { data, errors } = await server.ask(CATALOG, { locale });
  expect(errors).toEqual([]);
  const { locales, groups, metric, former, dimension } = data!['metricCatalog'] as Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
  const words = [groups[0].label, metric.label, metric.description, former.label, dimension.label];
  return { locales: locales as unknown, words: [...words, dimension.values[0].label] as unknown };
}

test('a registry in one language has plain labels, for readers of any language', async () => {
  const all = ['Actions', 'Actions', 'What users do.', 'Actions (deeds)', 'Kind', 'Copied'];
  expect(await catalog(english)).toEqual({ locales: ['en'], words: all });
  expect(await catalog(english, 'zh-CN')).toEqual({ locales: ['en'], words: all });
});

test('readers get the nearest of the declared locales', async () => {
  const of = ['Aktionen', 'Aktionen', 'Was Nutzer tun.', 'Aktionen (deeds)', 'Art', 'Kopiert'];
  const em = ['Ações', 'Ações', 'O que se faz.', 'Ações (deeds)', 'Tipo', 'Copiado'];
  const locales = ['de', 'pt-BR'];
  expect(await catalog(german)).toEqual({ locales, words: of });
  expect(await catalog(german, 'de-AT')).toEqual({ locales, words: of });
  expect(await catalog(german, 'pt-br')).toEqual({ locales, words: em });
  expect(await catalog(german, 'zh')).toEqual({ locales, words: of });
});

test('labels, numbers and series follow the default locale, the words of the product English', async () => {
  const { data, errors } = await german.ask(`{
    metrics(${WEEK}, groupBy: action_type, orderBy: { key: action_type }) { rows { details { actions { formatted } } } }
    metricSeries(${WEEK}, grain: WEEK, select: [actions], groupBy: action_type, top: { by: actions, n: 1, others: true }) {
      buckets { label }
      series { label zh: label(locale: "zh-Hant") pt: label(locale: "pt-BR") }
    }
  }`);
  expect(errors).toEqual([]);
  expect(data!['metricSeries'].series).toEqual([
    { label: 'Kopiert', zh: 'Kopiert', pt: 'Copiado' },
    { label: 'Others', zh: '其他', pt: 'Others' },
  ]);
});

test('a search finds labels of every locale', async () => {
  const search = `query ($search: String!) { metricCatalog {
    metrics(search: $search) { key }
    dimension(key: action_type) { values(search: $search) { value } }
  } }`;
  const found = async (text: string) => (await german.ask(search, { search: text })).data!['metricCatalog'] as object;
  expect(await found('ações')).toMatchObject({ metrics: [{ key: 'actions' }, { key: 'doings' }, { key: 'deeds' }] });
  expect(await found('copiado')).toMatchObject({ metrics: [], dimension: { values: [{ value: 'copy' }] } });
});

test('descriptions of the schema have the label in every locale, the default first', () => {
  expect(printSchema(gatewaySchema(german.registry))).toContain('"""Aktionen (Ações). Was Nutzer tun."""');
  expect(printSchema(gatewaySchema(english.registry))).toContain('"""Actions. What users do."""');
});

test('the reference has every locale once', () => {
  expect(metricsPage(german.registry)).toContain('**Aktionen** Ações\n\nWas Nutzer tun.<br>O que se faz.\n');
  expect(metricsPage(english.registry)).toContain('**Actions**\n\nWhat users do.\n');
});

test('the command line and the examples of the page follow the locale of the reader', () => {
  const label = (locale: string): string => wordingOf(german.registry, locale).metric('actions');
  expect(['pt-BR', 'de', 'en'].map(label)).toEqual(['Ações', 'Aktionen', 'Aktionen']);
  expect(wordingOf(german.registry, 'fr').value('action_type', null).text).toBe('(none)');
  expect(exampleQueries(german.registry, 'pt-BR')[0]).toMatch(
    /^"""\nAções: the last 14 days[^]*label\(locale: "pt-BR"\)/,
  );
  expect(exampleQueries(german.registry, 'zh')[0]).toMatch(/^"""\nAktionen：最近 14 天/);
});
