import { buildSchema, GraphQLError, printSchema, type GraphQLSchema } from 'graphql';
import { readFileSync, statSync } from 'node:fs';
import { CommandProblem } from '../../cli/commandProblem';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import { apiChanges, publishedKeys } from './apiChanges';
import { gatewaySchema } from '../../graphql/schema';
import { SEVERITIES, type Change, type Severity, type Subject } from '../../registry/changes/change';
import { changesOf } from '../../registry/changes/changesOf';
import { keyChanges } from '../../registry/changes/keys';
import { loadRegistry } from '../../registry/load';
import type { Registry } from '../../model/registry';

export interface DiffFlags {
  readonly json?: true;
}

/** A published schema, and its registry if that is known. */
interface Side {
  readonly schema: GraphQLSchema;
  readonly registry: Registry | null;
}

/**
 * `metergate diff`: lists the changes between two registries or published schemas. Errors:
 * CommandProblem for a source that is neither, RegistryProblems.
 */
export function diff([old, next]: readonly [string, string], flags: DiffFlags, { data, notes }: Terminal): ExitCode {
  const [before, now] = [sideOf(old), sideOf(next)];
  const known =
    before.registry === null || now.registry === null
      ? keyChanges(publishedKeys(before.schema), publishedKeys(now.schema))
      : changesOf(before.registry, now.registry);
  const changes = [...known, ...apiChanges(before.schema, now.schema)];
  if (flags.json) data.write(`${JSON.stringify({ changes }, null, 2)}\n`);
  else {
    const { bold } = data.style;
    for (const severity of SEVERITIES) {
      const lines = changes.filter((change) => change.severity === severity).flatMap(linesOf);
      if (lines.length > 0) data.write(`${bold(HEADINGS[severity])}\n${lines.map((line) => `  ${line}\n`).join('')}`);
    }
  }
  if (before.registry === null || now.registry === null) {
    notes.write('Only names and types were compared. To compare the meaning of numbers, give two directories.');
  }
  notes.write(summary(changes));
  return changes.some(({ severity }) => severity === 'breaking') ? EXIT.mistake : EXIT.fine;
}

function sideOf(source: string): Side {
  if (isDirectory(source)) {
    const registry = loadRegistry(source);
    // The other side may be a schema file. So this schema is printed and parsed again, and only
    // differences that a file can show count.
    return { registry, schema: buildSchema(printSchema(gatewaySchema(registry))) };
  }
  try {
    // The text may use directives that a router defines.
    return { registry: null, schema: buildSchema(readFileSync(source, 'utf8'), { assumeValidSDL: true }) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const line = error.locations?.[0]?.line ?? 1;
    throw new CommandProblem(`${source}:${line}: ${error.message} — expected a GraphQL schema`);
  }
}

function isDirectory(source: string): boolean {
  const found = statSync(source, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new CommandProblem(`There is no ${source}: give a directory of YAML, or a file with a published schema.`);
  }
  return found.isDirectory();
}

const HEADINGS: Readonly<Record<Severity, string>> = {
  breaking: 'Breaking: existing queries fail.',
  meaning: 'Meaning: the same query returns other numbers.',
  safe: 'Safe.',
};

function linesOf({ subject, message, advice, affects }: Change): string[] {
  const lines = [`${nameOf(subject)} ${message}`];
  if (affects.length > 0) lines.push(`  This may also change the numbers of ${affects.join(', ')}.`);
  if (advice !== null) lines.push(`  ${advice}`);
  return lines;
}

function nameOf({ kind, key }: Subject): string {
  if (kind === 'api') return 'The API';
  return key === null ? 'The registry' : `The ${kind} ${key}`;
}

function summary(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing has changed.';
  const counts = SEVERITIES.map((one) => changes.filter(({ severity }) => severity === one).length);
  return `${counts[0]} breaking, ${counts[1]} meaning, ${counts[2]} safe.`;
}
