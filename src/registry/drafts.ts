import { check } from './grammar/check';
import { groupGrammar } from './grammar/file';
import type { TextGrammar } from './grammar/words';
import type { ProblemList } from './problems';
import { draftDimension, type DimensionDraft } from './rules/dimensions';
import { draftMetric, type MetricDraft } from './rules/metrics';
import { withEventColumns } from './rules/events';
import { draftRole, type RoleDraft } from './rules/roles';
import { readSettings, type Settings } from './rules/settings';
import { draftTable } from './rules/tables';
import type { Sections } from './yaml/sections';
import type { Spot } from './yaml/spot';
import type { TableDraft } from './rules/tableDraft';

/**
 * All declarations, as far as the grammar accepts them. Declarations with mistakes are included, so
 * that a reference to one of them is not reported as unknown.
 */
export interface Drafts {
  readonly settings: Settings;
  /** Null: the declaration of the group has problems. */
  readonly groups: ReadonlyMap<string, GroupDraft | null>;
  readonly tables: ReadonlyMap<string, TableDraft>;
  readonly dimensions: ReadonlyMap<string, DimensionDraft>;
  readonly metrics: ReadonlyMap<string, MetricDraft>;
  readonly roles: ReadonlyMap<string, RoleDraft>;
}

export interface GroupDraft {
  readonly key: string;
  readonly label: TextGrammar;
}

/** Checks each declaration on its own by the grammar. Missing settings are reported at `first`. */
export function draftRegistry(sections: Sections, first: Spot | null, problems: ProblemList): Drafts {
  return {
    settings: readSettings(sections, first, problems),
    groups: each(sections.groups, (key, spot) => {
      const group = check(spot, groupGrammar, problems);
      return group && { key, label: group.label };
    }),
    tables: withEventColumns(each(sections.tables, (key, spot) => draftTable(key, spot, problems))),
    dimensions: each(sections.dimensions, (key, spot) => draftDimension(key, spot, problems)),
    metrics: each(sections.metrics, (key, spot) => draftMetric(key, spot, problems)),
    roles: each(sections.roles, (key, spot) => draftRole(key, spot, problems)),
  };
}

function each<T>(entries: ReadonlyMap<string, Spot>, draft: (key: string, spot: Spot) => T): ReadonlyMap<string, T> {
  return new Map([...entries].map(([key, spot]) => [key, draft(key, spot)]));
}
