import type { MetricQuery } from '../../../src/query/query';
import type { Metric, Registry } from '../../../src/model/registry';
import type { Evaluated } from '../evaluator/evaluated';

/** The cases to meet in a run of queries. Cases have names, and each metric has some. */
export interface Measure {
  /** The cases that queries about the metric can meet. */
  readonly of: (registry: Registry, metric: Metric) => readonly string[];
  /** The cases that a query met, judged by its right answer. */
  readonly met: (registry: Registry, query: MetricQuery, expected: Evaluated) => readonly string[];
  /** Other metrics whose rows may be needed to meet the metric's cases. */
  readonly company: (registry: Registry, metric: Metric) => readonly Metric[];
}

/** Counts the queries that met each case. */
export class Coverage {
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly registry: Registry,
    private readonly measure: Measure,
  ) {
    for (const metric of registry.metrics.values())
      for (const each of measure.of(registry, metric)) this.counts.set(each, 0);
  }

  meet(query: MetricQuery, expected: Evaluated): void {
    for (const each of new Set(this.measure.met(this.registry, query, expected)))
      this.counts.set(each, (this.counts.get(each) ?? 0) + 1);
  }

  /** Cases that the registry allows and that no query met. */
  get missed(): readonly string[] {
    return [...this.counts].filter(([, count]) => count === 0).map(([each]) => each);
  }

  /**
   * The registry with few metrics, so that queries soon meet the missed cases: one metric for each
   * missed case, another with every `turn`, and the metrics it needs. The whole registry if no case
   * was missed.
   */
  narrowed(turn: number): Registry {
    const { registry, measure, missed } = this;
    if (missed.length === 0) return registry;
    const metrics = [...registry.metrics.values()];
    const wanted = missed.map((each) => {
      const having = metrics.filter((metric) => measure.of(registry, metric).includes(each));
      return having[turn % having.length]!;
    });
    const kept = new Set([...wanted, ...wanted.flatMap((metric) => measure.company(registry, metric))]);
    return { ...registry, metrics: new Map([...registry.metrics].filter(([, metric]) => kept.has(metric))) };
  }

  get table(): string {
    const lines = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return lines.map(([each, count]) => `${String(count).padStart(7)}  ${each}`).join('\n');
  }
}
