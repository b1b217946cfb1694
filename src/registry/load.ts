import { draftRegistry } from './drafts';
import { finishRegistry } from './finish';
import { deepFreeze } from './freeze';
import { ProblemList, RegistryProblems } from './problems';
import type { Metric, Registry } from '../model/registry';
import { checkRegistry } from './rules/all';
import { checkRoleTables } from './rules/roleTables';
import { versionOf } from './version';
import { readFiles } from './yaml/files';
import { collectSections } from './yaml/sections';

/**
 * Reads the registry from the YAML files of a directory. The grammar checks each declaration on its
 * own; then the rules check how declarations fit together.
 * @throws {RegistryProblems} with all problems of the registry.
 */
export function loadRegistry(directory: string): Registry {
  const problems = new ProblemList();
  const { roots, broken } = readFiles(directory, problems);
  const sections = collectSections(roots, problems);
  const drafts = draftRegistry(sections, roots[0] ?? null, problems);
  // An unreadable file may declare names that others use. Reporting these as unknown would bury the
  // real mistake.
  const checked = broken ? null : checkRegistry(sections, drafts, problems);
  if (checked === null || problems.all.length > 0) throw new RegistryProblems(problems.all);
  const definitions = finishRegistry(drafts, checked);
  for (const [key, role] of definitions.roles) checkRoleTables(definitions, role, drafts.roles.get(key)!, problems);
  if (problems.all.length > 0) throw new RegistryProblems(problems.all);
  return deepFreeze({ version: versionOf(definitions), ...definitions, hidden: new Map<string, Metric>() });
}

/**
 * Reads a registry that can be served: the API needs a metric and a dimension.
 * @throws {RegistryProblems} with all problems of the registry.
 */
export function loadServedRegistry(directory: string): Registry {
  const registry = loadRegistry(directory);
  const problems = new ProblemList();
  for (const section of ['metrics', 'dimensions'] as const) {
    if (registry[section].size > 0) continue;
    problems.add({ file: directory, line: 1, path: '' }, `there are no ${section}`, 'at least one in one of its files');
  }
  if (problems.all.length > 0) throw new RegistryProblems(problems.all);
  return registry;
}
