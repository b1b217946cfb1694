import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import type { Draw } from './draw';
import type { Topic } from './topic';

/** A JSON value; an enum value is a string. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

const HOSTILE = [
  '',
  `'`,
  `'; drop table "user"; --`,
  '%',
  '$1',
  '\\',
  '\0',
  '\ud800',
  '__proto__',
  'constructor',
  '{"__typename":"User"}',
  '9'.repeat(400),
  '1e400',
  'NaN',
  'ＤＩＲＥＣＴ',
  '\u202egoogle',
];
const INTS = [-1, 0, 2_147_483_647, -2_147_483_648];
const DATES = ['2026-03-02', '2026-03-05', '2026-03-09', '2026-03-31'];
const INSTANTS = ['2026-03-12T09:30:00+08:00', '2026-04-01T00:00:00Z'];

/** Sensible values of each scalar, by its name. */
const SENSIBLE: Readonly<Record<string, readonly Value[]>> = {
  Boolean: [true, false],
  Date: DATES,
  DateTime: INSTANTS,
  Decimal: [0, 1, '2.5', '-1'],
  ID: ['1', '3', '24', '9007199254740993'],
  Int: [1, 2, 5],
  Locale: ['en', 'zh-CN', 'fr'],
  String: ['google', 'weixin', 'Direct', 'text', 'user', 'P0'],
  TimePoint: [...DATES, ...INSTANTS],
  TimeZone: ['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu'],
};

/** Sensible values of inputs that allow only some combinations of fields. */
const TOGETHER: Readonly<Record<string, readonly Value[]>> = {
  MetricTimeRange: [
    { from: '2026-03-02', through: '2026-03-08' },
    { from: '2026-03-01', to: '2026-04-01' },
    { last: 7, unit: 'DAY' },
    { last: 2, unit: 'MONTH', includeCurrent: true },
    { from: '2026-03-02T09:00:00+08:00', to: '2026-03-02T14:00:00+08:00' },
  ],
  MetricComparison: [{ previousPeriod: true }, { shift: 1, unit: 'WEEK' }, { shift: 52, unit: 'WEEK' }],
};

/**
 * Draws values for the inputs of a schema. Most are sensible and fit the topic; some are any value
 * the type allows, or nearly allows.
 */
export class Values {
  constructor(
    private readonly draw: Draw,
    private readonly topic: Topic,
    private readonly entities: readonly string[],
  ) {}

  of(type: GraphQLInputType, depth = 0): Value {
    const { draw } = this;
    if (isNonNullType(type)) return this.ofNonNull(type.ofType as GraphQLInputType, depth);
    return draw.isOdd() && draw.once(3) ? null : this.ofNonNull(type, depth);
  }

  private ofNonNull(type: GraphQLInputType, depth: number): Value {
    const { draw } = this;
    if (isListType(type)) {
      const item = getNamedType(type);
      // A list of names contains all names of the topic, because they fit together.
      if (isEnumType(item) && !draw.isOdd()) return this.topic.meant(item.getValues().map(({ name }) => name));
      const count = draw.isOdd() ? draw.below(40) : draw.below(3);
      return Array.from({ length: count }, () => this.of(type.ofType as GraphQLInputType, depth + 1));
    }
    if (isEnumType(type)) {
      const names = type.getValues().map(({ name }) => name);
      return draw.of(this.topic.fitting(names, draw.isOdd()));
    }
    if (isInputObjectType(type)) return this.ofObject(type, depth);
    const { name } = type as { readonly name: string };
    if (name === '_Any') return this.representation();
    if (draw.isOdd()) return this.odd(name);
    return draw.of(SENSIBLE[name] ?? ['x']);
  }

  private ofObject(type: GraphQLInputObjectType, depth: number): Value {
    const { draw } = this;
    const together = TOGETHER[type.name];
    if (together !== undefined && !draw.isOdd()) return draw.of(together);
    const fields = Object.values(type.getFields());
    const fitting = new Set(
      this.topic.fitting(
        fields.map(({ name }) => name),
        draw.isOdd(),
      ),
    );
    const required = fields.filter((field) => isRequiredInputField(field));
    // Conditions contain conditions; the depth limit ends that.
    const optional = fields.filter(
      (field) => !isRequiredInputField(field) && fitting.has(field.name) && (depth < 4 || field.name !== 'not'),
    );
    const given = [...required, ...(depth > 6 ? [] : draw.some(optional, 2))];
    return Object.fromEntries(given.map((field) => [field.name, this.of(field.type, depth + 1)]));
  }

  /** A reference that a router sends. */
  private representation(): Value {
    const { draw } = this;
    if (draw.isOdd())
      return draw.of<Value>([{}, null, 5, 'User', { __typename: 'None', id: '1' }, { id: draw.text() }]);
    const ids: Value[] = ['1', '3', 'metric:tasks', ...(draw.isOdd() ? [draw.of(HOSTILE), 1.5, null, {}] : [])];
    return { __typename: draw.of(this.entities), id: draw.of(ids) };
  }

  private odd(name: string): Value {
    const { draw } = this;
    switch (name) {
      case 'Int':
        return draw.of(INTS);
      case 'Boolean':
        return draw.once(2);
      case 'Float':
      case 'Decimal':
        return draw.of<Value>([...INTS, 1e308, '1e-400', ...HOSTILE]);
      default:
        return draw.once(3) ? draw.text() : draw.of(HOSTILE);
    }
  }
}
