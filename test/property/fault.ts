import type { Answer } from '../../src/answer/answer';
import { answerQuery } from '../../src/answer/answerQuery';
import type { Engine } from '../../src/engine/engine';
import type { MetricQuery } from '../../src/query/query';
import type { Dimension, Measure, Metric, Registry, Table } from '../../src/registry/registry';
import type { Statement } from '../../src/sql/statement';
import type { Grain } from '../../src/time/grain';
import { GRAINS } from './evaluator/grains';

/** Faults in the SQL are planted in the form that needs no index. */
const NONE: ReadonlySet<string> = new Set();

/** A gateway that is wrong in one way. */
export interface Fault {
  readonly name: string;
  /** The wrong answer; null where the fault changes nothing that the gateway is given or runs. */
  ask(registry: Registry, engine: Engine, query: MetricQuery): Promise<Answer | null>;
}

/** What a fault in the registry changes. */
interface RegistryChange {
  readonly metric?: (metric: Metric) => Metric;
  readonly measure?: (measure: Measure, metric: Metric) => Measure;
  readonly dimension?: (dimension: Dimension) => Dimension;
  readonly table?: (table: Table) => Table;
}

/** The gateway is given definitions that say something else. */
export function inRegistry(name: string, change: RegistryChange): Fault {
  const metric = (before: Metric): Metric => {
    const { definition } = before;
    const measured =
      definition.kind === 'ratio' || change.measure === undefined
        ? before
        : { ...before, definition: change.measure(definition, before) };
    return change.metric?.(measured) ?? measured;
  };
  return {
    name,
    async ask(registry, engine, query) {
      const faulty: Registry = {
        ...registry,
        metrics: mapped(registry.metrics, metric),
        dimensions: mapped(registry.dimensions, (one) => change.dimension?.(one) ?? one),
        tables: mapped(registry.tables, (one) => change.table?.(one) ?? one),
      };
      if (said(registry, query) === said(faulty, query)) return null;
      // A grain that the faulty definition refuses is no wrong answer.
      if (query.metrics.some((key) => isTooFine(query.grain, faulty.metrics.get(key)!))) return null;
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
        run(statement: Statement, deadlineMs) {
          const text = statement.text.replace(pattern, replacement);
          isApplied ||= text !== statement.text;
          return engine.run({ ...statement, text }, deadlineMs);
        },
        columns: () => engine.columns(),
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

/** What an answer says of numbers. */
function given({ rows, totals, overall }: Answer): string {
  return JSON.stringify([rows, totals, overall]);
}

function isTooFine(grain: Grain | null, metric: Metric): boolean {
  return grain !== null && GRAINS.indexOf(grain) < GRAINS.indexOf(metric.grain);
}

/** All that the registry says of what the query speaks of. */
function said(registry: Registry, query: MetricQuery): string {
  const metrics = query.metrics.map((key) => registry.metrics.get(key)!);
  const parts = metrics.flatMap(({ definition }) =>
    definition.kind === 'ratio' ? [definition.numerator, definition.denominator] : [],
  );
  return JSON.stringify([
    metrics,
    parts.map((key) => registry.metrics.get(key)),
    [...registry.dimensions.values()],
    [...registry.tables.values()].map(({ parents }) => [...parents]),
  ]);
}

function mapped<Value>(map: ReadonlyMap<string, Value>, to: (value: Value) => Value): ReadonlyMap<string, Value> {
  return new Map([...map].map(([key, value]) => [key, to(value)]));
}
