import type { Answer } from '../../src/answer/answer';
import { answerPrepared, answerQuery } from '../../src/answer/answerQuery';
import { prepare, type Prepared } from '../../src/answer/prepare';
import { forItself } from '../../src/engine/asker';
import type { Engine } from '../../src/engine/engine';
import type { MetricQuery } from '../../src/query/query';
import type { Metric, Registry } from '../../src/model/registry';
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
  ask(question: Question): Promise<Answer | null>;
  /** The metrics that it says something else of; null: it is not about metrics. */
  about(registry: Registry): readonly string[] | null;
  /** A question like this one in which it makes a difference sooner. */
  near?(query: MetricQuery): MetricQuery;
}

/** A question of a registry's metrics, and what the gateway without faults makes of it: made once, however many faults it is asked for. */
export class Question {
  private right: Prepared | null = null;
  private readonly answers = new Map<string, Promise<Answer>>();

  constructor(
    readonly registry: Registry,
    readonly engine: Engine,
    readonly query: MetricQuery,
  ) {}

  get prepared(): Prepared {
    return (this.right ??= prepare({ registry: this.registry, indexes: NONE, engine: this.engine }, [this.query]));
  }

  /** The right answer to this question or another about the same rows. */
  readonly answer: Ask = (query) => {
    const key = JSON.stringify(query);
    const known = this.answers.get(key) ?? this.asked(this.registry, query);
    this.answers.set(key, known);
    return known;
  };

  /** What a gateway says that is given this instead. */
  asked(registry: Registry, query: MetricQuery): Promise<Answer> {
    return answerQuery({ registry, engine: this.engine, indexes: NONE }, query);
  }
}

/** The gateway is given definitions that say something else. */
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
      // A grain that the faulty definitions refuse is no wrong answer.
      if (liedOn(faulty, query.metrics).some((metric) => isTooFine(query.grain, metric))) return null;
      return question.asked(faulty, query);
    },
  };
}

/** The gateway is asked something else. */
export function inQuery(name: string, change: (query: MetricQuery) => MetricQuery): Fault {
  return {
    name,
    about: () => null,
    async ask(question) {
      const { registry, query } = question;
      const faulty = change(query);
      if (JSON.stringify(faulty) === JSON.stringify(query)) return null;
      const answer = await question.asked(registry, faulty);
      // What the answer repeats of the question shall not give the fault away.
      return { ...answer, meta: { ...answer.meta, timeZone: query.timeZone, asOf: query.asOf } };
    },
  };
}

/** The gateway's SQL says something else. */
export function inSql(name: string, pattern: RegExp, replacement: string): Fault {
  return {
    name,
    about: () => null,
    async ask({ prepared, registry, engine }) {
      const { statement } = prepared;
      const text = statement.text.replace(pattern, replacement);
      if (text === statement.text) return null;
      const faulty = { ...prepared, statement: { ...statement, text } };
      const [answer] = await answerPrepared({ registry, engine }, faulty, forItself(registry.limits.timeoutMs));
      return answer!();
    },
  };
}

/** Puts questions to a gateway without faults. */
export type Ask = (query: MetricQuery) => Promise<Answer>;

/** The gateway makes its answer of right ones, wrongly; null where it makes none. */
export function inAnswer(name: string, made: (query: MetricQuery, ask: Ask) => Promise<Answer | null>): Fault {
  return {
    name,
    about: () => null,
    async ask({ query, answer }) {
      const wrong = await made(query, answer);
      return wrong === null || given(wrong) === given(await answer(query)) ? null : wrong;
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
