import fc from 'fast-check';
import type { Row } from '../evaluator/data';

/** The columns that random expressions use, in the words of the registry. */
export const COLUMNS = {
  id: 'bigint',
  quantity: 'integer',
  big: 'bigint',
  price: 'numeric',
  discount: 'numeric',
  name: 'text',
  code: 'text',
  mood: 'enum',
  token: 'uuid',
  is_paid: 'boolean',
  made_at: 'timestamptz',
  local_at: '{ type: timestamp, timeZone: America/New_York }',
  day: 'date',
} as const;
export type Key = keyof typeof COLUMNS;

export const ZONE = 'Europe/Berlin';

const TEXTS = [
  '',
  ' ',
  'a',
  'A',
  'ab',
  ' ab ',
  'a%b',
  'a_b',
  'a\\b',
  'ß',
  'ÄÖ',
  'äö',
  '你好',
  '😀x',
  'ΣΑΣ',
  'İı',
  'ǅ',
  'ᾳ',
  'a\nb',
  "it's",
  'Z',
  'z',
];

const maybe = (of: fc.Arbitrary<string>) => fc.option(of, { nil: null, freq: 4 });
const among = (...values: readonly string[]) => maybe(fc.constantFrom(...values));

/** A row as texts of PostgreSQL, which ClickHouse reads as well. */
export type WrittenRow = Readonly<Record<Key, string | null>>;

export const writtenRow: fc.Arbitrary<WrittenRow> = fc.record({
  id: fc.constant('0'),
  quantity: among('0', '1', '-1', '3', '7', '2147483647'),
  big: among('0', '2', '-5', '9223372036854775807', '-9223372036854775808'),
  price: among(
    '0',
    '0.5',
    '-2.5',
    '12.345',
    '0.000000000000000000000001',
    '0.0000000000005',
    '999999999999999999999999.999999999999999999999999',
    '-123456789012.123456789012',
  ),
  discount: among('0', '1', '0.15', '-0.333333333333', '3', '7'),
  name: among(...TEXTS),
  code: among(...TEXTS),
  mood: among('sad', 'ok', 'Happy'),
  token: among('123e4567-e89b-42d3-a456-426614174000', '00000000-0000-0000-0000-000000000000'),
  is_paid: among('true', 'false'),
  made_at: among('2026-03-29 00:30:00+00', '2026-03-29 01:30:00+00', '2026-10-25 00:00:00+00'),
  local_at: among('2026-03-28 20:30:00', '2026-03-28 21:30:00', '2026-10-24 20:00:00'),
  day: among('2026-03-29', '2026-03-30', '2026-10-25'),
});

/** Times as instants, for the evaluator. The clock of `local_at` is four hours behind UTC. */
export function rowOf(written: WrittenRow): Row {
  const { made_at: made, local_at: local, day } = written;
  return {
    ...written,
    made_at: made === null ? null : Date.parse(made.replace(' ', 'T').replace('+00', 'Z')),
    local_at: local === null ? null : Date.parse(`${local.replace(' ', 'T')}-04:00`),
    day: day === null ? null : FIRST_INSTANTS[day]!,
  };
}

/** Midnights in {@link ZONE}. */
const FIRST_INSTANTS: Readonly<Record<string, number>> = {
  '2026-03-29': Date.parse('2026-03-29T00:00+01:00'),
  '2026-03-30': Date.parse('2026-03-30T00:00+02:00'),
  '2026-10-25': Date.parse('2026-10-25T00:00+02:00'),
};
