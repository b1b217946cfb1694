import { Document, isScalar } from 'yaml';
import { labelOf } from './names';
import { written } from './written';
import type { Proposal, ProposedColumn, ProposedDimension, ProposedMetric, ProposedTable } from './proposal';

/** What a survey does not find. */
export interface ProposalSettings {
  readonly timeZone: string;
  readonly locale: string;
  /** An ISO 4217 code; null: amounts are numbers without a currency. */
  readonly currency: string | null;
}

const GUESS = ' a guess';

/** The files of a proposed registry and of its dashboard, by their names. */
export function filesOf(
  proposal: Proposal,
  settings: ProposalSettings,
): Readonly<Record<'model' | 'tables' | 'dimensions' | 'metrics', string>> {
  const { tables, dimensions, metrics } = proposal;
  return {
    model: yaml({
      timeZone: settings.timeZone,
      locales: [settings.locale],
      ...currencyOf(settings),
      groups: groupsOf(proposal),
    }),
    tables: tablesText(tables, settings),
    dimensions: yaml({ dimensions: byKey(dimensions, dimensionYaml) }),
    metrics: yaml({ metrics: byKey(metrics, (metric) => metricYaml(metric, settings)) }),
  };
}

/** The declarations of a proposal in one text, to be added to the files of a registry. */
export function additionsOf(proposal: Proposal, settings: ProposalSettings): string {
  const { tables, dimensions, metrics } = filesOf(proposal, settings);
  const groups = yaml({ groups: groupsOf(proposal) });
  return [groups, tables, dimensions, metrics].map((one) => one.replace(/^#.*\n/, '')).join('\n');
}

function currencyOf({ currency }: ProposalSettings): { readonly currency?: string } {
  return currency === null ? {} : { currency };
}

function groupsOf({ metrics }: Proposal): object {
  const groups = [...new Set(metrics.map(({ group }) => group))];
  return Object.fromEntries(groups.map((key) => [key, { label: labelOf(key) }]));
}

function byKey<T extends { readonly key: string }>(all: readonly T[], yamlOf: (one: T) => object): object {
  return Object.fromEntries(all.map((one) => [one.key, yamlOf(one)]));
}

function tablesText(tables: readonly ProposedTable[], settings: ProposalSettings): string {
  const document = new Document({ tables: byKey(tables, (table) => tableYaml(table, settings)) });
  for (const { key, time, parents, isMain, isKeyGuess } of tables) {
    if (isKeyGuess) mark(document, ['tables', key, 'primaryKey']);
    if (isMain && time !== null) mark(document, ['tables', key, 'time']);
    for (const [parent, { isGuess }] of parents) if (isGuess) mark(document, ['tables', key, 'parents', parent]);
  }
  return written(document, 'model');
}

function mark(document: Document, path: readonly string[]): void {
  const node = document.getIn(path, true);
  if (isScalar(node)) node.comment = GUESS;
}

function tableYaml(
  { key, surveyed, primaryKey, time, parents, columns }: ProposedTable,
  settings: ProposalSettings,
): object {
  return {
    ...(!surveyed.isVisible && { schema: surveyed.schema }),
    ...(surveyed.name !== key && { name: surveyed.name }),
    ...(primaryKey.length > 0 && { primaryKey: oneOrMore(primaryKey) }),
    ...(time !== null && { time }),
    ...(parents.size > 0 && {
      parents: Object.fromEntries([...parents].map(([parent, { columns: own }]) => [parent, oneOrMore(own)])),
    }),
    columns: byKey(columns, (column) => columnYaml(column, settings) as object),
  };
}

function oneOrMore(keys: readonly string[]): string | readonly string[] {
  return keys.length === 1 ? keys[0]! : keys;
}

function columnYaml({ key, name, type }: ProposedColumn, { timeZone }: ProposalSettings): object | string {
  const isNamed = name !== key;
  if (type !== 'timestamp' && !isNamed) return type;
  return { type, ...(isNamed && { name }), ...(type === 'timestamp' && { timeZone }) };
}

function dimensionYaml({ label, description, type, column, of }: ProposedDimension): object {
  return { label, ...(description !== null && { description }), ...(type !== 'text' && { type }), column, of };
}

function metricYaml(
  { label, description, group, isAmount, numerator, grain }: ProposedMetric,
  settings: ProposalSettings,
): object {
  const unit = isAmount ? { unit: settings.currency === null ? 'other' : 'currency' } : {};
  return { label, ...(description !== null && { description }), group, ...unit, numerator, grain };
}

function yaml(value: object): string {
  return written(new Document(value), 'model');
}
