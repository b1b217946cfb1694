import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import { addsUp } from '../../model/addsUp';
import { unfiltered } from '../../model/parts';
import type { Dimension, Metric, Registry } from '../../model/registry';
import type { DetailType } from './details';
import { MetricAdditiveDetail, MetricPlainDetail, MetricRatioDetail } from './details';
import { metaType } from './metaType';
import { KEY } from './directives';
import { scalarsOf } from './dimensionTypes';
import { MetricNumberFilter } from './inputs';
import { defaultText, textInAll } from '../../model/words/language';

/** The types that have one field or member for each metric or dimension of a registry. */
export interface GeneratedTypes {
  readonly MetricValues: ClassType;
  readonly MetricChanges: ClassType;
  readonly MetricDetails: ClassType;
  readonly MetricDimensionValues: ClassType;
  readonly entities: readonly EntityType[];
  readonly MetricDimensionFilter: ClassType;
  readonly MetricHaving: ClassType;
  readonly MetricKey: object;
  readonly MetricMeta: ClassType;
  readonly MetricDimensionKey: object;
  readonly MetricOrderKey: object;
}

/**
 * An entity type. Other services own its other fields. Its id is a value of `dimension`. If several
 * dimensions declare the type, `dimension` is the first of them.
 */
export interface EntityType {
  readonly type: ClassType;
  readonly name: string;
  readonly dimension: Dimension;
}

/** Generates the types of a registry. Keys are the same in the schema and in the registry. */
export function generateTypes(registry: Registry): GeneratedTypes {
  const { metrics, dimensions } = registry;
  const all = [...metrics.values()];
  const groups = [...dimensions.values()];
  const entities = entityTypes(groups);
  const MetricKey = keyEnum('MetricKey', 'The keys of all metrics.', all);
  return {
    MetricValues: metricFields('MetricValues', 'One number for each metric.', all, () => Float),
    MetricChanges: metricFields(
      'MetricChanges',
      'The relative change of each number from the comparison period: 0.12 is +12 %.',
      all,
      () => Float,
    ),
    MetricDetails: metricFields(
      'MetricDetails',
      'Each number with its status, exact value and comparison.',
      all,
      (metric) => detailOf(registry, metric),
    ),
    MetricDimensionValues: dimensionValues(groups, entities),
    entities,
    MetricDimensionFilter: dimensionFilter(groups),
    MetricHaving: having(all),
    MetricKey,
    MetricMeta: metaType(MetricKey),
    MetricDimensionKey: keyEnum('MetricDimensionKey', 'The keys of all dimensions.', groups),
    MetricOrderKey: keyEnum('MetricOrderKey', 'The keys to order rows by: time, every metric and every dimension.', [
      { key: 'TIME', label: { en: 'The start of the bucket' }, description: null },
      ...all,
      ...groups,
    ]),
  };
}

/**
 * The type of a metric's details. Numbers that add up over groups have a share. A ratio has two
 * sides. A filtered metric has the type of the metric that it filters.
 */
export function detailOf(registry: Pick<Registry, 'metrics' | 'hidden'>, metric: Metric): DetailType {
  if (addsUp(registry, metric)) return MetricAdditiveDetail;
  return unfiltered(registry, metric).definition.kind === 'ratio' ? MetricRatioDetail : MetricPlainDetail;
}

function metricFields(
  name: string,
  description: string,
  metrics: readonly Metric[],
  typeOf: (metric: Metric) => ClassType | typeof Float,
): ClassType {
  const type = class {};
  for (const metric of metrics) {
    Field(() => typeOf(metric), { nullable: true, ...documented(metric) })(type.prototype, metric.key);
  }
  ObjectType(name, { description })(type);
  return type;
}

function dimensionValues(dimensions: readonly Dimension[], entities: readonly EntityType[]): ClassType {
  const type = class {};
  for (const dimension of dimensions) {
    Field(() => scalarsOf(dimension.form).scalar, { nullable: true, ...documented(dimension) })(
      type.prototype,
      dimension.key,
    );
    const { entity } = dimension;
    if (entity === null) continue;
    entityField(type, dimension, entity.field, entities.find(({ name }) => name === entity.type)!.type);
  }
  ObjectType('MetricDimensionValues', {
    description: 'The values of a group. Null means a missing value, or the Others group.',
  })(type);
  return type;
}

/** A row knows only the id of an entity. Other services add the rest. */
function entityTypes(dimensions: readonly Dimension[]): EntityType[] {
  const declared = dimensions.filter(({ entity }) => entity !== null);
  const names = new Set(declared.map(({ entity }) => entity!.type));
  return [...names].map((name) => {
    const type = class {};
    const identified = declared.filter(({ entity }) => entity!.type === name);
    const keys = identified.map(({ key }) => `\`${key}\``).join(' or ');
    Field(() => ID, { description: `The id: a value of the dimension ${keys}.` })(type.prototype, 'id');
    ObjectType(name, { description: 'An entity of another subgraph. The gateway knows only its id.' })(type);
    Directive(KEY)(type);
    return { type, name, dimension: identified[0]! };
  });
}

function entityField(type: ClassType, dimension: Dimension, field: string, entity: ClassType): void {
  const value = function (this: Record<string, string | null | undefined>): object | null {
    const id = this[dimension.key];
    return id === null || id === undefined ? null : { id };
  };
  const prototype = type.prototype as object;
  Object.defineProperty(prototype, field, { value });
  const descriptor = Object.getOwnPropertyDescriptor(prototype, field)!;
  const { label } = dimension;
  Field(() => entity, { nullable: true, description: `${textInAll(label)}, as an object.` })(
    prototype,
    field,
    descriptor,
  );
}

function dimensionFilter(dimensions: readonly Dimension[]): ClassType {
  const type = conditions(dimensions, ({ form }) => scalarsOf(form).filter);
  InputType('MetricDimensionFilter', {
    description: 'Conditions on dimensions. All fields of one level must hold (AND).',
  })(type);
  return type;
}

function having(metrics: readonly Metric[]): ClassType {
  const type = conditions(metrics, () => MetricNumberFilter);
  const description = 'Conditions on the numbers of a row. All fields of one level must hold (AND).';
  InputType('MetricHaving', { description })(type);
  return type;
}

/** An input type with `and`, `or` and `not`, and one field for each metric or dimension. */
function conditions<N extends Named>(named: readonly N[], filterOf: (one: N) => ClassType): ClassType {
  const type = class {};
  Field(() => [type], { nullable: true, description: 'All of these hold. An empty list matches everything.' })(
    type.prototype,
    'and',
  );
  Field(() => [type], { nullable: true, description: 'At least one of these holds. An empty list matches nothing.' })(
    type.prototype,
    'or',
  );
  Field(() => type, { nullable: true, description: 'This does not hold.' })(type.prototype, 'not');
  for (const one of named) {
    Field(() => filterOf(one), { nullable: true, ...documented(one) })(type.prototype, one.key);
  }
  return type;
}

type Named = Pick<Metric, 'key' | 'label' | 'description'> & { readonly deprecated?: string | null };

function keyEnum(name: string, description: string, named: readonly Named[]): object {
  const members = Object.fromEntries(named.map(({ key }) => [key, key]));
  const valuesConfig = Object.fromEntries(named.map((one) => [one.key, documented(one)]));
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}

function documented({ label, description, deprecated }: Omit<Named, 'key'>): {
  description: string;
  deprecationReason?: string;
} {
  const words = description === null ? textInAll(label) : `${textInAll(label)}. ${defaultText(description)}`;
  return deprecated ? { description: words, deprecationReason: deprecated } : { description: words };
}
