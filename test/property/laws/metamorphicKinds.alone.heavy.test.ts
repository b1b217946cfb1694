import type { AnswerRow, Cell } from '../../../src/answer/answer';
import type { FlatQuery } from '../flatQuery';
import { about } from './about';
import { compared, group, title, totalsOf } from './answerRows';
import { add, parse, subtract, sum, write } from '../evaluator/exact';
import type { Law } from './laws';
import { laws, registry } from './laws';

// Relations between metrics of different kinds. Nothing here evaluates a number.

const DAY = 86_400_000;

laws({
  'a filtered metric is its base under the filter': async (asked, ask) => {
    const problems: string[] = [];
    for (const key of filteredIn(asked)) {
      const { definition } = registry.metrics.get(key)!;
      if (definition.kind !== 'filtered') continue;
      const query = about(asked, [key]);
      const where = { kind: 'all', of: [query.where, definition.where] } as const;
      const [got, expected] = [await ask(query), await ask({ ...query, metrics: [definition.metric], where })];
      const renamed = (row: AnswerRow): AnswerRow => ({ ...row, cells: { [key]: row.cells[definition.metric]! } });
      problems.push(...compared(got.rows, expected.rows.map(renamed)));
      problems.push(...compared(totalsOf(got), totalsOf(expected).map(renamed)));
    }
    return problems;
  },

  'new, reactivated and expansion minus contraction and churned equal the net': sameNumbers(
    ['new_fees', 'reactivated_fees', 'expansion_fees', 'contraction_fees', 'churned_fees', 'net_fees'],
    ([came, back, more, less, gone]) => subtract(sum([came!, back!, more!]), add(less!, gone!)),
    ({ net_fees }) => net_fees!,
  ),

  'the movements of rows also add up to their net': sameNumbers(
    [
      'new_subscriptions',
      'reactivated_subscriptions',
      'expansion_subscriptions',
      'contraction_subscriptions',
      'churned_subscriptions',
      'net_subscriptions',
    ],
    ([came, back, more, less, gone]) => subtract(sum([came!, back!, more!]), add(less!, gone!)),
    ({ net_subscriptions }) => net_subscriptions!,
  ),

  'new and reactivated users minus churned users equal the net of users': sameNumbers(
    ['new_holders', 'reactivated_holders', 'churned_holders', 'net_holders'],
    ([came, back, gone]) => subtract(add(came!, back!), gone!),
    ({ net_holders }) => net_holders!,
  ),

  'new, retained and resurrected users are those who are active': sameNumbers(
    ['new_users', 'retained_users', 'resurrected_users', 'users_day_by_day'],
    ([came, stayed, back]) => sum([came!, stayed!, back!]),
    ({ users_day_by_day }) => users_day_by_day!,
  ),

  'dormant and retained users are those who were active the day before': sameNumbers(
    ['dormant_users', 'retained_users', 'users_a_day_before'],
    ([gone, stayed]) => add(gone!, stayed!),
    ({ users_a_day_before }) => users_a_day_before!,
  ),

  'the net is the close minus the open': sameNumbers(
    ['fees_at_close', 'fees_at_open', 'net_fees'],
    ([close, open]) => subtract(close!, open!),
    ({ net_fees }) => net_fees!,
  ),

  'a difference equals the difference of its metrics': sameNumbers(
    ['all_tasks', 'tasks_of_text', 'tasks_of_others'],
    ([all, some]) => subtract(all!, some!),
    ({ tasks_of_others }) => tasks_of_others!,
  ),

  'an expression over open and close equals their difference': sameNumbers(
    ['fees_at_close', 'fees_at_open', 'moves'],
    ([close, open]) => subtract(close!, open!),
    ({ moves }) => moves!,
  ),

  'the percentile at 0 is the minimum, and at 1 the maximum': async (asked, ask) => {
    const pairs = [
      ['p0_tokens', 'min_tokens'],
      ['p100_tokens', 'max_tokens'],
      ['discrete_p0_tokens', 'min_tokens'],
      ['discrete_p100_tokens', 'max_tokens'],
    ] as const;
    const { rows } = await ask(about(asked, [...new Set(pairs.flat())]));
    return rows.flatMap((row) => pairs.flatMap(([one, other]) => unlike(row, row.cells[one]!, row.cells[other]!)));
  },

  'a window of one day equals the day': async (asked, ask) => {
    // A coarser bucket contains its last day only.
    if (asked.grain !== 'hour' && asked.grain !== 'day') return [];
    const { rows } = await ask(about(asked, ['tokens_of_one_day', 'all_tokens']));
    return rows.flatMap((row) => unlike(row, row.cells['tokens_of_one_day']!, row.cells['all_tokens']!));
  },

  'a bucket opens with the close of the bucket before': async (asked, ask) => {
    const pairs = [
      ['fees_at_open', 'fees_at_close'],
      ['holders_at_open', 'holders_at_close'],
    ] as const;
    if (asked.grain === null) return [];
    const { rows } = await ask({ ...about(asked, pairs.flat()), fill: true, compare: null });
    return pairs.flatMap(([opens, closes]) =>
      [...new Set(rows.map(group))].flatMap((key) => {
        const inTime = rows.filter((row) => group(row) === key);
        return inTime.slice(1).flatMap((row, i) => {
          const [open, close] = [row.cells[opens]!.decimal, inTime[i]!.cells[closes]!.decimal];
          return open === null || open === close
            ? []
            : [`${title(row)} ${opens} ${open}, before it ${closes} ${close}`];
        });
      }),
    );
  },

  'a window since the beginning contains all earlier rows': async (asked, ask) => {
    const query = { ...about(asked, ['fees_since_beginning']), compare: null };
    const { rows } = await ask(query);
    if (rows.length === 0) return [];
    const { start, end } = rows.at(-1)!.time;
    // Earlier than any row.
    const range = { kind: 'to', from: { instant: start - 1200 * DAY }, to: { instant: end } } as const;
    const before = await ask({ ...query, metrics: ['fees_begun'], range, grain: null });
    const known = new Map(before.rows.map((row) => [group(row), row.cells['fees_begun']!.decimal]));
    return rows
      .filter(({ time }) => time.start === start)
      .flatMap((row) => {
        const [got, expected] = [row.cells['fees_since_beginning']!.decimal, known.get(group(row)) ?? '0'];
        return got === null || got === expected ? [] : [`${title(row)} ${got}, all rows before come to ${expected}`];
      });
  },
});

/** The filtered metrics of the query. */
function filteredIn({ metrics }: FlatQuery): readonly string[] {
  return metrics.filter((key) => registry.metrics.get(key)!.definition.kind === 'filtered');
}

type Numbers = ReturnType<typeof parse>[];

/**
 * In every row, and in the comparison period, one metric equals a function of the others. If one of
 * them has no number, none has.
 */
function sameNumbers(
  metrics: readonly string[],
  made: (numbers: Numbers) => ReturnType<typeof parse>,
  expected: (cells: AnswerRow['cells']) => Cell,
): Law {
  return async (asked, ask) => {
    const answer = await ask(about(asked, metrics));
    return [...answer.rows, ...totalsOf(answer)].flatMap((row) =>
      (['decimal', 'previous'] as const).flatMap((part) => {
        const numbers = metrics.map((key) => row.cells[key]![part]);
        const wanted = expected(row.cells)[part];
        const known = numbers.filter((number) => number !== null);
        if (known.length === 0) return [];
        if (known.length < numbers.length) return [`${title(row)} ${part}: ${numbers.join(' ')}`];
        const got = write(made(known.map(parse)));
        return got === wanted ? [] : [`${title(row)} ${part}: ${got}, not ${wanted}, of ${numbers.join(' ')}`];
      }),
    );
  };
}

function unlike(row: AnswerRow, one: Cell, other: Cell): readonly string[] {
  const [a, b] = [one, other].map(({ decimal, status, complete, previous, change }) =>
    [decimal, status, complete, previous, change].join(','),
  );
  return a === b ? [] : [`${title(row)}: ${a}, not ${b}`];
}
