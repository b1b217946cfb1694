import { ID, type ClassType } from 'type-graphql';
import type { DimensionType } from '../../model/dimensionForm';
import type { Registry } from '../../model/registry';
import { MetricBooleanFilter, MetricIdFilter, MetricStringFilter } from './inputs';

interface DimensionScalar {
  /** The scalar of values in groups. */
  readonly scalar: typeof ID | typeof String | typeof Boolean;
  readonly filter: ClassType;
  /** The value of the scalar, from the text of an answer; null: it is the text. */
  readonly read: ((text: string) => unknown) | null;
}

/** By type of dimension: the scalar of its values, and the input of its filters. */
export const DIMENSION_SCALARS: { readonly [T in DimensionType]: DimensionScalar } = {
  text: { scalar: String, filter: MetricStringFilter, read: null },
  id: { scalar: ID, filter: MetricIdFilter, read: null },
  boolean: { scalar: Boolean, filter: MetricBooleanFilter, read: (text) => text === 'true' },
};

type Texts = Readonly<Record<string, string | null>>;

/** The values of a group as the scalars of their dimensions. */
export function shapeGroup({ dimensions }: Pick<Registry, 'dimensions'>, by: Texts): Readonly<Record<string, unknown>> {
  let shaped: Record<string, unknown> | null = null;
  for (const key in by) {
    const { read } = DIMENSION_SCALARS[dimensions.get(key)!.form.type];
    const text = by[key]!;
    if (read === null || text === null) continue;
    shaped ??= { ...by };
    shaped[key] = read(text);
  }
  return shaped ?? by;
}
