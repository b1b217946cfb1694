import type { Ints } from '../../plan/reading';
import { isIdentity, lookUp } from '../arrays';
import { write } from '../dialect';
import { join, name, ordinals, parameter, sql, type Sql } from '../fragment';
import { columnsOf, keysOf, type Branch, type BranchContext, type OfKind } from './branch';

/** Rows `s` of `source`, each over the samples from `start` to before `stop`. */
export interface Spans {
  readonly source: Sql;
  readonly start: Sql;
  readonly stop: Sql;
}

/**
 * The columns of the answer, and the columns of spans that are added up for them. The last one says
 * whether a row contributes.
 */
export type Weights = readonly { readonly column: string; readonly weight: string }[];

export function weightsOf(reading: OfKind<'rolling' | 'snapshot'>): Weights {
  const { value, contributed } = columnsOf(reading);
  const { weight } = reading;
  if (weight.kind === 'entities') return [{ column: value, weight: weight.keep }];
  if (contributed === value) return [{ column: value, weight: weight.value }];
  return [
    { column: value, weight: weight.value },
    { column: contributed, weight: weight.contributed },
  ];
}

/**
 * Spans with weights become numbers by sample. A weight is added where its span starts and
 * subtracted where it ends. The sum so far applies until the next change.
 */
export function coverBranch(
  context: BranchContext,
  { source, start, stop }: Spans,
  slotOf: Ints,
  weights: Weights,
): Branch {
  const keys = keysOf(context, 's');
  const samples = parameter(slotOf.length, 'int');
  const ids = [...new Set(weights.map(({ weight }) => weight))];
  const names = ids.map((one) => name(one));
  const contributed = name(weights.at(-1)!.weight);
  const partition = keys.length === 0 ? sql`` : sql`partition by ${join(keys, ', ')} `;
  const startAndStop = write('rowsOfRow', {
    table: 'd',
    columns: ['sample', ...ids],
    lists: [
      [start, ...names.map((one) => sql`s.${one}`)],
      [stop, ...names.map((one) => sql`-s.${one}`)],
    ],
  });
  const changes = sql`
    select
      ${join(
        [
          ...keys,
          sql`d.sample as sample`,
          sql`lead(d.sample, 1, ${samples} + 1) over w as next`,
          ...names.map((one) => sql`sum(sum(d.${one})) over w as ${one}`),
        ],
        ',\n',
      )}
    from ${source}
    ${startAndStop}
    where ${start} < ${stop} and d.sample <= ${samples}
    group by ${ordinals(keys.length + 1)}
    window w as (${partition}order by d.sample)
  `;
  const samplesOfChange = write('seriesOfRow', {
    first: sql`c.sample`,
    last: sql`c.next - 1`,
    table: 'n',
    column: 'sample',
  });
  const one = isIdentity(slotOf);
  const value = (weight: string) => (one ? sql`c.${name(weight)}` : sql`sum(c.${name(weight)})`);
  return {
    slot: lookUp(slotOf, sql`n.sample`),
    keys: keysOf(context, 'c'),
    values: new Map(weights.map(({ column, weight }) => [column, value(weight)])),
    from: sql`
      from (
        ${changes}
      ) as c
      ${samplesOfChange}
      where c.${contributed} <> 0
    `,
    grouped: !one,
  };
}
