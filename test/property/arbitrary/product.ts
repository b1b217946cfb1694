import * as fc from 'fast-check';
import type { HistoryDraft } from './histories';
import { histories } from './histories';
import type { InstantDraft } from './instants';
import { rowInstantDraft } from './instants';
import { tickingTasks } from './ticking';

/** A reference to a row of another table: an existing row, a missing one, or none. */
export type Reference = number | 'missing' | null;

/** The form of ids: not in the order of rows, wider than a double, or negative. */
export type IdStyle = 'plain' | 'scattered' | 'wide' | 'signed';

/** The product's five tables with open references and instants, so that rows shrink one by one. */
export interface ProductDraft {
  readonly ids: IdStyle;
  readonly users: readonly { source: string | null; registered: InstantDraft | null; login: InstantDraft | null }[];
  readonly trades: readonly {
    user: Reference;
    amount: string | null;
    status: string | null;
    paid: InstantDraft | null;
    type: string | null;
  }[];
  readonly tasks: readonly {
    user: Reference;
    type: string | null;
    status: string | null;
    tokens: string | null;
    created: InstantDraft | null;
  }[];
  readonly actions: readonly { user: Reference; type: string | null; task: Reference; created: InstantDraft | null }[];
  readonly subscriptions: readonly {
    user: Reference;
    type: string | null;
    fee: string | null;
    start: InstantDraft | null;
    end: InstantDraft | 'as start' | null;
    status: string | null;
  }[];
  /** More subscriptions, each after the other. */
  readonly histories: readonly HistoryDraft[];
}

export const date = fc.option(rowInstantDraft, { freq: 12 });

export function reference(count: number): fc.Arbitrary<Reference> {
  return fc.oneof(
    { weight: 14, arbitrary: fc.nat(count) },
    { weight: 1, arbitrary: fc.constant<Reference>('missing') },
    { weight: 3, arbitrary: fc.constant<Reference>(null) },
  );
}

/** Up to `most` rows, possibly none, so that a finding shrinks to the rows that matter. */
export function rows<Row>(row: fc.Arbitrary<Row>, most: number): fc.Arbitrary<Row[]> {
  return fc.array(row, { maxLength: most, size: 'max' });
}

/** Picks a word, the first ones more often, and sometimes null. */
export function word(...words: readonly string[]): fc.Arbitrary<string | null> {
  const weighted = words.map((each, i) => ({
    weight: (words.length - i) * 3,
    arbitrary: fc.constant<string | null>(each),
  }));
  return fc.oneof(...weighted, { weight: 1, arbitrary: fc.constant<string | null>(null) });
}

/** PostgreSQL's text has no U+0000 and no half of a surrogate pair. */
const anyText = fc.string({ unit: 'binary', maxLength: 4 }).filter((text) => !/[\0\p{Surrogate}]/u.test(text));

const source = fc.oneof(
  {
    weight: 9,
    arbitrary: word(
      'Bilibili',
      '',
      'Direct',
      "O'Brien",
      'a"b',
      '100%',
      '_',
      'a\\b',
      'direct',
      '小红书',
      '\u{1F600}',
      '\uFF5E',
      'e\u0301',
      ' ',
    ),
  },
  { weight: 1, arbitrary: anyText },
);

export const productDraft: fc.Arbitrary<ProductDraft> = fc.record({
  ids: fc.constantFrom<IdStyle[]>('plain', 'scattered', 'wide', 'signed'),
  users: rows(fc.record({ source, registered: date, login: date }), 16),
  trades: rows(
    fc.record({
      user: reference(7),
      amount: fc.option(fc.constantFrom('0', '19.9', '0.01', '12345678901234567890.123456'), { freq: 8 }),
      status: word('paid', 'paid', 'refunded', 'pending', 'failed'),
      paid: date,
      type: word('subscription', 'recharge'),
    }),
    24,
  ),
  tasks: fc.oneof(
    {
      weight: 3,
      arbitrary: rows(
        fc.record({
          user: reference(5),
          type: word('image_text', 'text', ''),
          status: word('success', 'failed', 'running'),
          tokens: fc.option(
            fc.oneof(
              // Several rows share some values.
              { weight: 3, arbitrary: fc.constantFrom('0', '1', '10', '10', '20') },
              { weight: 3, arbitrary: fc.nat(2000).map(String) },
              { weight: 1, arbitrary: fc.constant('9007199254740993') },
            ),
            { freq: 8 },
          ),
          created: date,
        }),
        40,
      ),
    },
    { weight: 1, arbitrary: tickingTasks },
  ),
  actions: rows(
    fc.record({
      user: reference(5),
      type: word('copy', 'save', 'download', 'like', ''),
      task: reference(12),
      created: date,
    }),
    24,
  ),
  subscriptions: rows(
    fc.record({
      user: reference(5),
      type: word('monthly', 'yearly', ''),
      fee: fc.option(fc.constantFrom('29.90', '0', '99', '-5.5', '-120', '0.000000000001'), { freq: 8 }),
      start: date,
      end: fc.oneof(
        { weight: 4, arbitrary: fc.option<InstantDraft | 'as start'>(rowInstantDraft, { freq: 3 }) },
        { weight: 1, arbitrary: fc.constant<InstantDraft | 'as start' | null>('as start') },
      ),
      status: word('active', 'expired'),
    }),
    8,
  ),
  histories,
});
