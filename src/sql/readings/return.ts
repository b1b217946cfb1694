import { matchKind } from '../../model/byKind';
import type { Follow, Presence } from '../../plan/reading';
import type { Scan } from '../../plan/scan';
import { counts, lookUp } from '../arrays';
import { instants } from '../instants';
import type { ResolvedRegistry } from '../resolvedRegistry';
import { columnOf, columnValue } from '../columns';
import { write } from '../dialect';
import { join, name, NOTHING, ordinals, sql, type Sql } from '../fragment';
import { alwaysKeeps } from '../scan/values';
import { tableSql } from '../tables';
import {
  isOneCellPerSample,
  isOnePerEntity,
  keysOf,
  sourceOf,
  type Branch,
  type BranchContext,
  type OfKind,
} from './branch';

/** Entities of a cohort that are present in the sample in which they are due. */
export function returnBranch(context: BranchContext, reading: OfKind<'return'>): Branch {
  const follow = reading[context.view.placement]!;
  const keys = keysOf(context, 's');
  const cohort = context.scans.get(reading.scan)!;
  const { scanned, lookups } = presentSql(context, reading, follow);
  const once = isOnePerEntity(context, cohort) && isOneCellPerSample(follow.dueOf);
  const due = sql`
    select ${join([sql`${lookUp(follow.dueOf, sql`s.cell`)} as sample`, sql`s.entity`, ...keys], ', ')}
    from ${sourceOf(context, cohort)} as s
    ${where([counts(follow.dueOf, sql`s.cell`), kept(cohort, reading.keep)])}
    ${once ? NOTHING : sql`group by ${ordinals(keys.length + 2)}`}
  `;
  return {
    slot: lookUp(follow.slotOf, sql`c.sample`),
    keys: keysOf(context, 'c'),
    values: new Map([[reading.id, sql`count(*)`]]),
    from:
      lookups.length === 0
        ? write('fromMatched', { rows: due, as: 'c', others: union(scanned), ...MATCHED })
        : sql`
      from (
        ${due}
      ) as c
      where ${join([...(scanned.length === 0 ? [] : [isFound(scanned)]), ...lookups], '\nor ')}
    `,
    grouped: true,
  };
}

/** Ways in which an entity is present: a select for each scan, a condition for each look-up. */
function presentSql(context: BranchContext, { presence }: OfKind<'return'>, follow: Follow) {
  const scanned: Sql[] = [];
  const lookups: Sql[] = [];
  presence.forEach((one, index) =>
    matchKind<Presence, unknown, []>(one, {
      scan: ({ scan, keep }) => scanned.push(scannedSql(context.scans.get(scan)!, keep, follow.sampleOf[index]!)),
      lookup: (lookup) => lookups.push(lookupSql(context.registry, lookup, follow)),
    }),
  );
  return { scanned, lookups };
}

const MATCHED = {
  values: [sql`c.entity`, sql`c.sample`],
  columns: [sql`p.entity`, sql`p.sample`],
};

function isFound(scanned: readonly Sql[]): Sql {
  return write('isMatched', {
    ...MATCHED,
    from: sql`
      from (
        ${union(scanned)}
      ) as p
    `,
    where: null,
  });
}

function union(selects: readonly Sql[]): Sql {
  return join(selects, '\nunion all\n');
}

function scannedSql(scan: Scan, keep: string, sampleOf: readonly number[]): Sql {
  return sql`
    select s.entity, ${lookUp(sampleOf, sql`s.cell`)} as sample
    from ${name(scan.id)} as s
    ${where([counts(sampleOf, sql`s.cell`), kept(scan, keep)])}
  `;
}

function lookupSql(
  registry: ResolvedRegistry,
  lookup: Extract<Presence, { kind: 'lookup' }>,
  { samples }: Follow,
): Sql {
  const { table, at, entity } = lookup;
  const column = (key: string) => columnValue('t', columnOf(registry, table, key));
  const starts = instants(samples.map(({ start }) => start));
  const ends = instants(samples.map(({ end }) => end));
  const window = [
    sql`${column(at)} >= ${write('elementAt', starts, sql`c.sample`)}`,
    sql`${column(at)} < ${write('elementAt', ends, sql`c.sample`)}`,
  ];
  return write('isMatched', {
    values: [sql`c.entity`],
    columns: [column(entity)],
    from: sql`from ${tableSql(registry, table)} as t`,
    where: join(window, '\nand '),
  });
}

function kept(scan: Scan, keep: string): Sql | null {
  return alwaysKeeps(scan, keep) ? null : sql`s.${name(keep)} > 0`;
}

function where(conditions: readonly (Sql | null)[]): Sql {
  const real = conditions.filter((condition) => condition !== null);
  return real.length === 0 ? sql`` : sql`where ${join(real, ' and ')}`;
}
