import type { Registry } from '../model/registry';
import type { SurveyedTable } from '../engine/survey';
import { proposeDimensions } from './dimensions';
import { proposeMetrics } from './metrics';
import { FreeKeys } from './names';
import { addParents } from './parents';
import type { Proposal, ProposedTable } from './proposal';
import { questionAboutKey, questionsAbout } from './questions';
import { isOfTool, proposeTables, type DeclaredAs } from './tables';

/**
 * Proposes a registry for the tables that a survey found: tables with keys, times and parents,
 * dimensions, and metrics of each table with a time. It passes the checks of the registry. Tables
 * that `registry` declares are left out.
 */
export function propose(
  surveyed: readonly SurveyedTable[],
  declaredAs: DeclaredAs,
  registry: Pick<Registry, 'tables' | 'metrics' | 'dimensions'> | null = null,
): Proposal {
  const kept = surveyed.filter((table) => !isOfTool(table));
  const declared = declaredIn(registry);
  const taken = [...(registry?.tables.keys() ?? [])];
  const tables = addParents(proposeTables(kept, declaredAs, declared, taken), taken);
  const byKey = new Map(tables.map((table) => [table.key, table]));
  const isOwn = ({ surveyed: table, isMain }: ProposedTable) => isMain && declared(table) === null;
  const own = tables.filter(isOwn);
  const named = new Set(own.flatMap(({ parents }) => [...parents.keys()]));
  const all = tables.filter((table) => isOwn(table) || (!table.isMain && named.has(table.key)));
  // Metrics and dimensions share their keys.
  const keys = new FreeKeys([...(registry?.metrics.keys() ?? []), ...(registry?.dimensions.keys() ?? [])]);
  const dimensions = proposeDimensions(tables, all, keys);
  const left = kept.filter((table) => declared(table) === null && own.every(({ surveyed: one }) => one !== table));
  const questions = [...left.map(questionAboutKey), ...own.flatMap((table) => questionsAbout(table, declaredAs))];
  const metrics = own.flatMap((table) => proposeMetrics(table, byKey, keys));
  return { tables: all, dimensions, metrics, questions };
}

/** Returns the key of a table in a registry, or null. */
function declaredIn(registry: Pick<Registry, 'tables'> | null): (table: SurveyedTable) => string | null {
  const declared = [...(registry?.tables.values() ?? [])];
  return ({ schema, name, isVisible }) =>
    declared.find(
      ({ source }) =>
        source.kind === 'relation' &&
        source.name === name &&
        (source.schema === null ? isVisible : source.schema === schema),
    )?.key ?? null;
}
