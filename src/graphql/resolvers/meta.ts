import type { AnswerMeta } from '../../answer/answer';
import { handled, type Beside } from '../../answer/beside';
import { warningDate } from '../../answer/warning';
import { warningText } from '../../answer/warningWords';
import type { Registry } from '../../model/registry';
import type { MetricQuery } from '../../query/query';
import { writeInstant } from '../../time/writing';
import { shapeMeta } from './shape';

/**
 * Gives the `meta` of answers to one query its shape. Facts from beside the statement are promises:
 * one that fails is an error of its field alone.
 */
export class MetaShaper {
  private readonly freshness: Promise<object[]> | null;
  /** Several answers may share a meta. It is shaped once: writing instants is slow. */
  private readonly known = new WeakMap<AnswerMeta, object>();

  constructor(
    private readonly query: MetricQuery,
    private readonly beside: Beside,
    private readonly registry: Registry,
  ) {
    this.freshness = beside.freshness === null ? null : handled(this.shapeFreshness(beside.freshness));
  }

  shape(meta: AnswerMeta): object {
    const { freshness } = this;
    const shaped = this.known.get(meta) ?? { ...shapeMeta(meta), freshness, warnings: handled(this.warningsOf(meta)) };
    this.known.set(meta, shaped);
    return shaped;
  }

  private async warningsOf(meta: AnswerMeta): Promise<object[]> {
    const warnings = (await this.beside.warnings?.(meta)) ?? meta.warnings;
    return warnings.map((warning) => ({
      code: warning.code,
      metric: warning.metric,
      date: warningDate(warning),
      messageFor: (locale: string | null) => warningText(warning, this.registry, locale),
    }));
  }

  private async shapeFreshness(freshness: NonNullable<Beside['freshness']>): Promise<object[]> {
    const { timeZone } = this.query.frame;
    return (await freshness).map(({ table, latest }) => ({
      table,
      latest: latest === null ? null : writeInstant(latest, timeZone),
    }));
  }
}
