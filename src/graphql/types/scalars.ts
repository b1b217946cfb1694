import { GraphQLError, GraphQLID, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLJSONObject, GraphQLLocale } from 'graphql-scalars';
import { canonicalLocale } from '../../time/locale';

/** Returns a scalar that is a string in both directions. Its user checks the content. */
function textScalar(name: string, description: string): GraphQLScalarType<string, string> {
  const text = (value: unknown) => {
    if (typeof value === 'string') return value;
    throw new GraphQLError(`${name} must be a string in quotes.`);
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

export const TimeZoneScalar = textScalar('TimeZone', 'The IANA name of a time zone, e.g. `Asia/Shanghai`.');

/** The error of a number in JSON that may differ from the number that the client wrote. */
function rounded(name: string, value: number): GraphQLError {
  return new GraphQLError(
    `${name} cannot tell this number from its neighbours: as a JSON number, ${value} is rounded.`,
    {
      extensions: { hint: 'Send it as a string, in quotes.' },
    },
  );
}

/**
 * GraphQL's `ID`, except that it rejects numbers that JSON rounds. An id that is rounded is another
 * id, and the answer would be about someone else. Numbers in documents are read from their text.
 */
export const ExactId = new GraphQLScalarType({
  ...GraphQLID.toConfig(),
  parseValue(value) {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw rounded('ID', value as number);
    return GraphQLID.parseValue(value);
  },
});

/** A float has 15 digits for certain. */
const EXACT_DIGITS = 15;

/** Returns whether a number may be rounded from one with more digits. */
function mayBeRounded(value: number): boolean {
  if (Number.isInteger(value)) return !Number.isSafeInteger(value);
  const digits = String(Math.abs(value)).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '');
  return digits.length > EXACT_DIGITS;
}

/** Reads a number of a document from its text, because a float could round it. */
export const DecimalScalar = new GraphQLScalarType({
  name: 'Decimal',
  description:
    'An exact decimal, serialised as a string. As input, a number or a string. In a variable, a number may have 15 digits; a string may have more.',
  serialize: (value) => value as string,
  parseValue: decimalText,
  parseLiteral: (node) =>
    decimalText(node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.STRING ? node.value : null),
});

function decimalText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (mayBeRounded(value)) throw rounded('Decimal', value);
    return String(value);
  }
  throw new GraphQLError('Decimal must be a number, or a string that contains a number.');
}

export const DateTimeScalar = textScalar(
  'DateTime',
  'An instant with its offset from UTC, e.g. `2026-10-01T00:00:00+08:00`. ' +
    'It is in UTC if a historical offset of the zone was not a whole minute.',
);

export const DateScalar = textScalar('Date', 'A calendar date, e.g. `2026-10-01`.');

export const JsonObjectScalar = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  description: 'An object of JSON.',
});

const { parseValue: parseTag, parseLiteral: parseTagLiteral, ...tagScalar } = GraphQLLocale.toConfig();

export const LocaleScalar = new GraphQLScalarType({
  ...tagScalar,
  name: 'Locale',
  description:
    'A language tag (BCP 47), e.g. `zh-CN`. Omitted: the first of `metricCatalog.locales`. ' +
    'A label in none of these is in the nearest one: `zh-Hant-TW`, `zh-Hant`, `zh`, then the first of the list.',
  parseValue: (value) => readable(parseTag(value)),
  parseLiteral: (node, variables) => readable(parseTagLiteral(node, variables)),
});

/** The syntax allows tags that no format can be made for, such as `x-private`. */
function readable(tag: string): string {
  const known = canonicalLocale(tag);
  if (known !== null) return known;
  throw new GraphQLError('Locale must be a language tag, such as "zh-CN", of at most 100 characters.');
}
