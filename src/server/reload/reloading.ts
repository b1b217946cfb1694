import { connect } from '../../answer/gateway';
import { loadDashboards } from '../../dashboards/load';
import { GatewayError } from '../../errors';
import type { ReportInternal } from '../../graphql/errors';
import { loadServedRegistry } from '../../registry/load';
import { RegistryProblems } from '../../registry/problems';
import { reference } from '../http/reference';
import { servedFrom } from '../http/serving';
import type { Swappable } from '../http/swappable';
import type { Config } from '../config';
import type { ConsoleOutput } from '../consoleOutput';
import { reportDashboards } from './reportDashboards';
import { reportKeys } from './reportKeys';
import { watchEdits, type Edits } from './edits';
import { reloadedInWords } from './reloadedInWords';

export type Reloading = Edits;

interface Refusal {
  readonly words: string;
  /** Milliseconds until the same files are tried again; null: they need another edit. */
  readonly againMs: number | null;
}

/**
 * Milliseconds until a problem with the database is tried again. A table may be created after its
 * declaration.
 */
const AGAIN_MS = 5_000;

/**
 * Serves the registry of a directory after each edit. If the new registry has problems, does not
 * fit the database or cannot be checked against it, the previous registry stays and a warning is
 * printed.
 */
export function reloadOnEdits(
  {
    modelDirectory: directory,
    dashboardsDirectory,
    keptBytes,
  }: Pick<Config, 'modelDirectory' | 'dashboardsDirectory' | 'keptBytes'>,
  serving: Swappable,
  output: ConsoleOutput,
  report: ReportInternal,
): Reloading {
  /** Why the current files are not served; null: they are. */
  let lastRefusal: string | null = null;
  let isOver = false;

  /** Every edit gets its message. A retry gets one only if its result is different. */
  const refuse = (refusal: Refusal, isAgain: boolean): number | null => {
    if (!isAgain || refusal.words !== lastRefusal) output.warn(`${refusal.words}\n${kept(serving)}`);
    lastRefusal = refusal.words;
    return refusal.againMs;
  };

  const takeUp = async (): Promise<Refusal | null> => {
    const { gateway: before } = serving.current;
    const registry = loadServedRegistry(directory);
    if (registry.version === before.registry.version) {
      if (lastRefusal !== null) output.info('The registry is again the one that is served.');
      lastRefusal = null;
      return null;
    }
    const problems = await before.engine.check(registry);
    if (problems.length > 0) {
      return { words: listed('The edited registry does not fit the database:', problems), againMs: AGAIN_MS };
    }
    const next = await servedFrom(await connect(registry, before.engine), report, { keptBytes });
    if (isOver) {
      await next.stop();
      return null;
    }
    const { dashboards } = serving.current;
    next.dashboards = loadDashboards(dashboardsDirectory, registry);
    await serving.swap(next);
    lastRefusal = null;
    output.info(reloadedInWords(before.registry, registry));
    reportDashboards(dashboards, next.dashboards, output);
    reportKeys(next, output, () => !isOver);
    return null;
  };

  const refusalOf = (error: unknown): Refusal => {
    if (error instanceof RegistryProblems) {
      return { words: listed('The edited registry has problems:', error.message.split('\n')), againMs: null };
    }
    if (error instanceof GatewayError) {
      const words = `The edited registry cannot be checked against the database: ${error.message}`;
      return { words, againMs: AGAIN_MS };
    }
    const id = reference();
    report(id, error);
    return { words: `The edited registry cannot be loaded, which is a bug of Metergate: [${id}]`, againMs: null };
  };

  const edits = watchEdits(directory, async (isAgain) => {
    // Errors of work that is cancelled during shutdown are not reported.
    const refusal = await takeUp().catch((error: unknown) => (isOver ? null : refusalOf(error)));
    return refusal === null ? null : refuse(refusal, isAgain);
  });
  return {
    end: () => {
      isOver = true;
      return edits.end();
    },
  };
}

function listed(heading: string, lines: readonly string[]): string {
  return [heading, ...lines.map((line) => `  ${line}`)].join('\n');
}

function kept({ current }: Swappable): string {
  const { metrics } = current.gateway.registry;
  return `The registry before is still served, with its ${metrics.size} metrics.`;
}
