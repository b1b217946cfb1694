import type { Answer } from '../../src/answer/answer';
import { answerQuery } from '../../src/answer/answerQuery';
import type { Engine } from '../../src/engine/engine';
import type { MetricQuery } from '../../src/query/query';
import type { Metric, Registry } from '../../src/registry/registry';
import type { Statement } from '../../src/sql/statement';
import type { Grain } from '../../src/time/grain';
import { GRAINS } from './evaluator/grains';
import type { RegistryChange } from './registryChange';
import { changed } from './registryChange';
import { namedIn } from './kinds/named';

/** Faults in the SQL are planted in the form that needs no index. */
const NONE: ReadonlySet<string> = new Set();

/** A gateway that is wrong in one way. */
export interface Fault {
  readonly name: string;
  /** The wrong answer; null where the fault changes nothing that the gateway is given or runs. */
  ask(registry: Registry, engine: Engine, query: MetricQuery): Promise<Answer | null>;
}

/** The gateway is given definitions that say something else. */
export function inRegistry(name: string, change: RegistryChange): Fault {
  return {
    name,
    async ask(registry, engine, query) {
      const faulty = changed(registry, change);
      if (said(registry, query) === said(faulty, query)) return null;
      // A grain that the faulty definitions refuse is no wrong answer.
      if (liedOn(faulty, query.metrics).some((metric) => isTooFine(query.grain, metric))) return null;
      return answerQuery({ registry: faulty, engine, indexes: NONE }, query);
    },
  };
}

/** The gateway is asked something else. */
export function inQuery(name: string, change: (query: MetricQuery) => MetricQuery): Fault {
  return {
    name,
    async ask(registry, engine, query) {
      const faulty = change(query);
      if (JSON.stringify(faulty) === JSON.stringify(query)) return null;
      const answer = await answerQuery({ registry, engine, indexes: NONE }, faulty);
      // What the answer repeats of the question shall not give the fault away.
      return { ...answer, meta: { ...answer.meta, timeZone: query.timeZone, asOf: query.asOf } };
    },
  };
}

/** The gateway's SQL says something else. */
export function inSql(name: string, pattern: RegExp, replacement: string): Fault {
  return {
    name,
    async ask(registry, engine, query) {
      let isApplied = false;
      const faulty: Engine = {
        name: engine.name,
        changes: engine.changes,
        run(statement: Statement, asker) {
          const text = statement.text.replace(pattern, replacement);
          isApplied ||= text !== statement.text;
          return engine.run({ ...statement, text }, asker);
        },
        columns: () => engine.columns(),
        stream: (...given) => engine.stream(...given),
        close: () => engine.close(),
      };
      const answer = await answerQuery({ registry, engine: faulty, indexes: NONE }, query);
      return isApplied ? answer : null;
    },
  };
}

/** Puts questions to a gateway without faults. */
export type Ask = (query: MetricQuery) => Promise<Answer>;

/** The gateway makes its answer of right ones, wrongly; null where it makes none. */
export function inAnswer(name: string, made: (query: MetricQuery, ask: Ask) => Promise<Answer | null>): Fault {
  return {
    name,
    async ask(registry, engine, query) {
      const ask: Ask = (other) => answerQuery({ registry, engine, indexes: NONE }, other);
      const wrong = await made(query, ask);
      return wrong === null || given(wrong) === given(await ask(query)) ? null : wrong;
    },
  };
}

/** What an answer says of numbers, and of what they are measured over. */
function given({ rows, totals, overall, meta }: Answer): string {
  return JSON.stringify([rows, totals, overall, meta.warnings]);
}

function isTooFine(grain: Grain | null, metric: Metric): boolean {
  return grain !== null && GRAINS.indexOf(grain) < GRAINS.indexOf(metric.grain);
}

/** All that the registry says of what the query speaks of. */
function said(registry: Registry, { metrics }: MetricQuery): string {
  return JSON.stringify([
    liedOn(registry, metrics),
    [...registry.dimensions.values()],
    [...registry.tables.values()].map(({ parents }) => [...parents]),
  ]);
}

/** The metrics and all that they lie on. */
function liedOn(registry: Registry, keys: readonly string[]): readonly Metric[] {
  return keys.flatMap((key) => {
    const metric = registry.metrics.get(key)!;
    return [metric, ...liedOn(registry, namedIn(metric.definition))];
  });
}
