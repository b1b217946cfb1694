import type { Answer } from '../../../src/answer/answer';
import { answerPrepared } from '../../../src/answer/answerQuery';
import { prepare, type Prepared } from '../../../src/answer/prepare';
import { forItself } from '../../../src/engine/asker';
import type { Engine } from '../../../src/engine/engine';
import type { Metric, Registry } from '../../../src/model/registry';
import { NO_INDEXES } from '../../../src/plan/indexes';
import type { Grain } from '../../../src/time/grain';
import { answerQuery, framed, type FlatQuery } from '../flatQuery';
import { GRAINS } from '../evaluator/grains';
import type { RegistryChange } from './registryChange';
import { changed } from './registryChange';
import { namedIn } from '../kinds/named';

/** A gateway with one fault. */
export interface Fault {
  readonly name: string;
  /** The wrong answer; null if the fault changes nothing that the gateway reads or runs. */
  ask(question: Question): Promise<Answer | null>;
  /** The metrics that the fault changes; null if it changes no metric's definition. */
  about(registry: Registry): readonly string[] | null;
  /** A similar query, in which the fault changes the answer more often. */
  near?(query: FlatQuery): FlatQuery;
}

/** A query and the right answers of the gateway. They are made once, for all faults. */
export class Question {
  private right: Prepared | null = null;
  private readonly answers = new Map<string, Promise<Answer>>();

  constructor(
    readonly registry: Registry,
    readonly engine: Engine,
    readonly query: FlatQuery,
  ) {}

  /** Faults are planted in the form of SQL that needs no index. */
  get prepared(): Prepared {
    return (this.right ??= prepare({ registry: this.registry, indexes: NO_INDEXES, engine: this.engine }, [
      framed(this.query),
    ]));
  }

  /** The right answer to this query, or to another about the same rows. */
  readonly answer: Ask = (query) => {
    const key = JSON.stringify(query);
    const known = this.answers.get(key) ?? this.asked(this.registry, query);
    this.answers.set(key, known);
    return known;
  };

  /** The answer of a gateway with this registry and this query instead. */
  asked(registry: Registry, query: FlatQuery): Promise<Answer> {
    return answerQuery(
      { registry, engine: this.engine, indexes: NO_INDEXES, estimates: new Map(), provenKeys: new Set<string>() },
      query,
    );
  }
}

/** The gateway has definitions that differ. */
export function inRegistry(name: string, change: RegistryChange): Fault {
  return {
    name,
    about(registry) {
      const faulty = changed(registry, change);
      const keys = [...registry.metrics.keys()].filter(
        (key) => JSON.stringify(liedOn(registry, [key])) !== JSON.stringify(liedOn(faulty, [key])),
      );
      return keys.length === 0 ? null : keys;
    },
    async ask(question) {
      const { registry, query } = question;
      const faulty = changed(registry, change);
      if (said(registry, query) === said(faulty, query)) return null;
      // A grain that the faulty definitions reject is not a wrong answer.
      if (liedOn(faulty, query.metrics).some((metric) => isTooFine(query.grain, metric))) return null;
      return question.asked(faulty, query);
    },
  };
}

/** The gateway runs a query that differs. */
export function inQuery(name: string, change: (query: FlatQuery) => FlatQuery): Fault {
  return {
    name,
    about: () => null,
    async ask(question) {
      const { registry, query } = question;
      const faulty = change(query);
      if (JSON.stringify(faulty) === JSON.stringify(query)) return null;
      const answer = await question.asked(registry, faulty);
      // The part of the answer that repeats the query must not show the fault.
      return { ...answer, meta: { ...answer.meta, timeZone: query.timeZone, asOf: query.asOf } };
    },
  };
}

/** The gateway runs SQL that differs. */
export function inSql(name: string, pattern: RegExp, replacement: string): Fault {
  return {
    name,
    about: () => null,
    async ask({ prepared, registry, engine }) {
      const { statement } = prepared;
      const text = statement.text.replace(pattern, replacement);
      if (text === statement.text) return null;
      const faulty = { ...prepared, statement: { ...statement, text } };
      const gateway = {
        registry,
        engine,
        indexes: NO_INDEXES,
        estimates: new Map<string, number>(),
        provenKeys: new Set<string>(),
      };
      const [answer] = await answerPrepared(gateway, faulty, forItself(registry.limits.timeoutMs));
      return answer!();
    },
  };
}

/** Runs queries on a gateway without faults. */
export type Ask = (query: FlatQuery) => Promise<Answer>;

/** The gateway computes a wrong answer from right ones; null if there is none. */
export function inAnswer(name: string, made: (query: FlatQuery, ask: Ask) => Promise<Answer | null>): Fault {
  return {
    name,
    about: () => null,
    async ask({ query, answer }) {
      const wrong = await made(query, answer);
      return wrong === null || given(wrong) === given(await answer(query)) ? null : wrong;
    },
  };
}

/** The numbers of an answer, and the warnings. */
function given({ rows, totals, overall, meta }: Answer): string {
  return JSON.stringify([rows, totals, overall, meta.warnings]);
}

function isTooFine(grain: Grain | null, metric: Metric): boolean {
  return grain !== null && GRAINS.indexOf(grain) < GRAINS.indexOf(metric.grain);
}

/** All definitions that the query depends on. */
function said(registry: Registry, { metrics }: FlatQuery): string {
  return JSON.stringify([
    liedOn(registry, metrics),
    [...registry.dimensions.values()],
    [...registry.tables.values()].map(({ parents }) => [...parents]),
  ]);
}

/** The metrics, and all metrics that they depend on. */
function liedOn(registry: Registry, keys: readonly string[]): readonly Metric[] {
  return keys.flatMap((key) => {
    const metric = registry.metrics.get(key)!;
    return [metric, ...liedOn(registry, namedIn(metric.definition))];
  });
}
