import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLLocale } from 'graphql-scalars';

/** A scalar that is text on both sides; what it means is checked where it is used, with an error that helps. */
function textScalar(name: string, description: string): GraphQLScalarType<string, string> {
  const text = (value: unknown) => {
    if (typeof value === 'string') return value;
    throw new GraphQLError(`${name} is written as a string, between quotes.`);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: text,
    parseValue: text,
    parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined),
  });
}

export const TimePointScalar = textScalar(
  'TimePoint',
  "A calendar date in the query's time zone (`2026-10-01`) or an instant (`2026-10-01T00:00:00+08:00`).",
);

export const TimeZoneScalar = textScalar('TimeZone', 'IANA name, e.g. `Asia/Shanghai`.');

/** Numbers of a document are read as they are written, so that no float comes between. */
export const DecimalScalar = new GraphQLScalarType({
  name: 'Decimal',
  description: 'Exact decimal, serialised as a string; accepts numbers and strings.',
  serialize: (value) => value as string,
  parseValue: decimalText,
  parseLiteral: (node) =>
    decimalText(node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.STRING ? node.value : null),
});

function decimalText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new GraphQLError('Decimal is written as a number, or as a string that holds one.');
}

export const DateTimeScalar = textScalar(
  'DateTime',
  'An instant with its offset from UTC, e.g. `2026-10-01T00:00:00+08:00`; in UTC where the offset of long ago was no whole minute.',
);

export const DateScalar = textScalar('Date', 'A calendar date, e.g. `2026-10-01`.');

export const LocaleScalar = new GraphQLScalarType({
  ...GraphQLLocale.toConfig(),
  name: 'Locale',
  description: "BCP 47 tag, e.g. `zh-CN`. Omitted: the registry's.",
});
