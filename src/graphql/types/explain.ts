import { Arg, Directive, Field, Float, Int, ObjectType, Root, type ClassType } from 'type-graphql';
import type { ChangePart } from '../../answer/explain/explanation';
import { formatNumber } from '../../answer/format';
import type { Unit } from '../../model/registry';
import type { Locale } from '../../time/locale';
import { ARGUMENTS } from '../../query/arguments';
import { DEFAULT_PARTS } from '../../query/explain';
import type { FieldArguments } from '../typeGraphql/arguments';
import type { CatalogTypes } from './catalog/catalog';
import { MetricDetail } from './details';
import { INTERNAL } from './directives';
import { MetricStatus, registerDescribed } from './enums';
import type { GeneratedTypes } from './generated';
import { MetricComparison, MetricTimeRange } from './inputs';
import { DateTimeScalar, DecimalScalar, LocaleScalar, TimeZoneScalar } from './scalars';
import { MetricPlan } from './table';

const MetricChangeNumber = {
  CURRENT: 'current',
  PREVIOUS: 'previous',
  CONTRIBUTION: 'contribution',
  RATE_EFFECT: 'rateEffect',
  MIX_EFFECT: 'mixEffect',
} as const;
type ChangeNumber = (typeof MetricChangeNumber)[keyof typeof MetricChangeNumber];
registerDescribed(MetricChangeNumber, 'MetricChangeNumber', 'One of the numbers of a part of a change.', {
  CURRENT: '`current`.',
  PREVIOUS: '`previous`.',
  CONTRIBUTION: '`contribution`.',
  RATE_EFFECT: '`rateEffect`.',
  MIX_EFFECT: '`mixEffect`.',
});

/** The type of an explained change, and the arguments of its field. */
export interface ExplainTypes {
  readonly MetricChangeExplanation: ClassType;
  readonly arguments: FieldArguments;
}

/**
 * Builds the types of explained changes from the types of a registry. `own`: the locale of its
 * texts.
 */
export function explainTypes(
  types: GeneratedTypes,
  { metricType, dimensionType }: Pick<CatalogTypes, 'metricType' | 'dimensionType'>,
  own: Locale,
): ExplainTypes {
  @ObjectType({ description: 'What one group contributes to a change.' })
  class MetricChangePart {
    @Field(() => String, {
      nullable: true,
      description:
        'The value of the dimension, for a filter with `eq`. Null is the missing value, unless `others` is true.',
    })
    value!: string | null;

    /** Not a field: computes `label`. */
    labelFor!: (locale: string | null) => string;

    @Field(() => String, { description: 'The name of the group to show to people.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' })
      locale?: string | null,
    ): string {
      return this.labelFor(locale ?? null);
    }

    @Field({
      description: 'True for the part that all remaining groups make together. A role may hide small groups there.',
    })
    others!: boolean;

    @Field(() => DecimalScalar, { nullable: true, description: 'The number of the group. Null if it has none.' })
    current!: string | null;

    @Field(() => DecimalScalar, { nullable: true, description: 'The same in the comparison period.' })
    previous!: string | null;

    @Field(() => DecimalScalar, {
      nullable: true,
      description:
        'What the group adds to the difference. All parts of a dimension add up to `overall.difference` exactly. ' +
        'Null if it is suppressed.',
    })
    contribution!: string | null;

    @Field(() => MetricStatus, { description: 'The status of `current`.' })
    status!: string;

    @Field(() => Float, {
      nullable: true,
      description: '`contribution` divided by the whole difference: 0.25 is 25 % of it. Null if nothing changed.',
    })
    share!: number | null;

    @Field(() => DecimalScalar, {
      nullable: true,
      description:
        'Of a ratio: the part of `contribution` that comes from a changed rate within the group. Null for other metrics.',
    })
    rateEffect!: string | null;

    @Field(() => DecimalScalar, {
      nullable: true,
      description:
        'Of a ratio: the part of `contribution` that comes from a changed weight of the group. ' +
        'Both effects add up to `contribution`. Null for other metrics.',
    })
    mixEffect!: string | null;

    @Field(() => String, {
      nullable: true,
      description: 'A number as text for people, in the unit of the metric: `+12`, `-1.2 pp`. Null if it is null.',
    })
    formatted(
      @Root() part: ChangePart & { readonly unit: Unit },
      @Arg('of', () => MetricChangeNumber, { description: 'The number to format.' }) of: ChangeNumber,
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
      locale?: string | null,
    ): string | null {
      const decimal = part[of];
      if (decimal === null) return null;
      const style = of === 'current' || of === 'previous' ? 'value' : 'difference';
      return formatNumber(decimal, style, part.unit, locale ?? own);
    }
  }

  @ObjectType({ description: 'The parts of a change by one dimension.' })
  class MetricExplainingDimension {
    @Field(() => dimensionType, { description: 'The dimension.' })
    dimension!: object;

    @Field(() => Float, {
      description:
        'From 0 to 1: how far the parts are from what their size would predict. The most telling dimension comes first.',
    })
    surprise!: number;

    @Field(() => [MetricChangePart], {
      description: 'The largest parts first, and the others last. Empty if a side has no number: a warning says which.',
    })
    parts!: object[];
  }

  @ObjectType({ description: 'Which groups make up the change of a metric.' })
  class MetricChangeExplanation {
    @Field(() => metricType, { description: 'The metric.' })
    metric!: object;

    @Field(() => MetricDetail, { description: 'The number of the whole range as one bucket, and its comparison.' })
    overall!: MetricDetail;

    @Field(() => [MetricExplainingDimension], {
      description: 'Each dimension explains the whole change by itself. The most telling one comes first.',
    })
    dimensions!: object[];

    @Field(() => types.MetricMeta, { description: 'Metadata about the answer.' })
    meta!: object;

    @Directive(INTERNAL)
    @Field(() => MetricPlan, {
      description: 'The SQL of the answer. A question that selects only `plan`, `metric` and `meta` is not run.',
    })
    plan!: object;
  }

  const { where, timeZone, asOf } = ARGUMENTS;
  return {
    MetricChangeExplanation,
    arguments: {
      metric: {
        type: () => types.MetricKey,
        nullable: false,
        description: 'The metric whose change is explained. Others than sums and ratios are NOT_EXPLAINABLE.',
      },
      range: {
        type: () => MetricTimeRange,
        nullable: false,
        description: 'The time range. It is one bucket.',
      },
      compare: {
        type: () => MetricComparison,
        nullable: false,
        defaultValue: { previousPeriod: true },
        description: 'The comparison period.',
      },
      by: {
        type: () => [types.MetricDimensionKey],
        nullable: false,
        description:
          'The dimensions. Each explains the whole change by itself. ' +
          'One over which the metric does not add up is DIMENSION_NOT_ADDITIVE.',
      },
      top: {
        type: () => Int,
        nullable: false,
        defaultValue: DEFAULT_PARTS,
        description: 'The number of largest parts of each dimension. The others become one part.',
      },
      where: { type: () => types.MetricDimensionFilter, nullable: where.nullable, description: where.description },
      timeZone: { type: () => TimeZoneScalar, nullable: timeZone.nullable, description: timeZone.description },
      asOf: { type: () => DateTimeScalar, nullable: asOf.nullable, description: asOf.description },
    },
  };
}
