import { ID, type ClassType } from 'type-graphql';
import type { GraphQLScalarType } from 'graphql';
import { matchForm, type DimensionForm } from '../../model/dimensionForm';
import { binOfText, type Bin } from '../../model/bins';
import type { Dimension, Registry } from '../../model/registry';
import { MetricBooleanFilter, MetricDecimalFilter, MetricIdFilter, MetricStringFilter } from './inputs';
import { DecimalScalar } from './scalars';

interface DimensionScalar {
  /** The scalar of values in groups. */
  readonly scalar: typeof ID | typeof String | typeof Boolean | GraphQLScalarType;
  readonly filter: ClassType;
  /** The value of the scalar, from the text of an answer; null: it is the text. */
  readonly read: ((text: string) => unknown) | null;
}

const TRUTH: DimensionScalar = { scalar: Boolean, filter: MetricBooleanFilter, read: (text) => text === 'true' };

/** The scalar of a dimension's values, and the input of its filters. */
export function scalarsOf(form: DimensionForm): DimensionScalar {
  return matchForm<DimensionScalar>(form, {
    text: () => ({ scalar: String, filter: MetricStringFilter, read: null }),
    id: () => ({ scalar: ID, filter: MetricIdFilter, read: null }),
    boolean: () => TRUTH,
    // A bin has a text, and a filter compares the number.
    number: ({ bins }) => ({ scalar: bins === null ? DecimalScalar : String, filter: MetricDecimalFilter, read: null }),
  });
}

/** The bounds of a value that is a bin; otherwise none. */
export function boundsOf({ form }: Pick<Dimension, 'form'>, value: string | null): Bin {
  const isBin = value !== null && form.type === 'number' && form.bins !== null;
  return isBin ? binOfText(value) : { gte: null, lt: null };
}

type Texts = Readonly<Record<string, string | null>>;

/** The values of a group as the scalars of their dimensions. */
export function shapeGroup({ dimensions }: Pick<Registry, 'dimensions'>, by: Texts): Readonly<Record<string, unknown>> {
  let shaped: Record<string, unknown> | null = null;
  for (const key in by) {
    const { read } = scalarsOf(dimensions.get(key)!.form);
    const text = by[key]!;
    if (read === null || text === null) continue;
    shaped ??= { ...by };
    shaped[key] = read(text);
  }
  return shaped ?? by;
}
