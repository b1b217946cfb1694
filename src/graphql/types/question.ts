import { Int } from 'type-graphql';
import { ARGUMENTS, argumentsWhere, type GraphqlArgument } from '../../query/arguments';
import type { MetricRequest } from '../../query/request';
import type { FieldArgument, FieldArguments } from '../typeGraphql/arguments';
import { MetricGrain } from './enums';
import type { GeneratedTypes } from './generated';
import { MetricComparison, MetricTimeRange } from './inputs';
import { orderAndTop } from './orderAndTop';
import { DateTimeScalar, TimeZoneScalar } from './scalars';

/** GraphQL calls the metrics of a query `select`, since `metrics` is a field. */
type NameInSchema<Name extends GraphqlArgument> = Name extends 'metrics' ? 'select' : Name;

/** The arguments of `metrics`: those of a query. Fields of the answer select the rest. */
export type TableQuestion = Pick<MetricRequest, Exclude<GraphqlArgument, 'metrics'>> & {
  readonly select?: readonly string[] | null;
};

const ENTITY_ARGUMENTS = ['range', 'metrics', 'groupBy', 'grain', 'timeZone', 'where', 'compare', 'asOf'] as const;

/** The arguments of an entity's `metrics`. */
export type EntityQuestion = Pick<TableQuestion, NameInSchema<(typeof ENTITY_ARGUMENTS)[number]>>;

const SERIES_ARGUMENTS = ['range', 'groupBy', 'grain', 'timeZone', 'where', 'top', 'compare', 'asOf'] as const;

/** The arguments of `metricSeries`. */
export type SeriesQuestion = Pick<TableQuestion, (typeof SERIES_ARGUMENTS)[number]> & {
  readonly select: readonly string[];
};

export interface QuestionArguments {
  readonly table: FieldArguments;
  readonly series: FieldArguments;
  readonly entity: FieldArguments;
}

/** The arguments of the fields that answer with metrics, over the types made from a registry. */
export function questionArguments(types: GeneratedTypes): QuestionArguments {
  const { MetricOrder, MetricTop } = orderAndTop(types);
  const typeOf: { readonly [Name in GraphqlArgument]: () => unknown } = {
    metrics: () => [types.MetricKey],
    range: () => MetricTimeRange,
    groupBy: () => [types.MetricDimensionKey],
    grain: () => MetricGrain,
    timeZone: () => TimeZoneScalar,
    where: () => types.MetricDimensionFilter,
    having: () => types.MetricHaving,
    top: () => MetricTop,
    compare: () => MetricComparison,
    fill: () => Boolean,
    asOf: () => DateTimeScalar,
    orderBy: () => [MetricOrder],
    limit: () => Int,
    offset: () => Int,
  };
  const argumentsOf = (names: readonly GraphqlArgument[]): FieldArguments =>
    Object.fromEntries(names.map((name) => [nameInSchema(name), fieldArgument(name, typeOf[name])]));
  return {
    table: argumentsOf(argumentsWhere(({ givenAs }) => givenAs === 'argument') as GraphqlArgument[]),
    series: {
      ...argumentsOf(SERIES_ARGUMENTS),
      select: { type: typeOf.metrics, nullable: false, description: 'The metrics. The series have the same order.' },
    },
    entity: argumentsOf(ENTITY_ARGUMENTS),
  };
}

function nameInSchema<Name extends GraphqlArgument>(name: Name): NameInSchema<Name> {
  return (name === 'metrics' ? 'select' : name) as NameInSchema<Name>;
}

function fieldArgument(name: GraphqlArgument, type: () => unknown): FieldArgument {
  const { nullable, description, ...declared } = ARGUMENTS[name];
  return { type, nullable, description, ...('defaultValue' in declared && { defaultValue: declared.defaultValue }) };
}
