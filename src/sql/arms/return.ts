import type { Scan } from '../../plan/plan';
import { counts, lookUp } from '../arrays';
import { join, name, ordinals, sql, type Sql } from '../fragment';
import { alwaysKeeps, keyName } from '../scan';
import { keysOf, type Arm, type ArmContext, type OfKind } from './arm';

/** Entities of a cohort that have a row in the sample they are due in. */
export function returnArm(context: ArmContext, reading: OfKind<'return'>): Arm {
  const { dueOf, sampleOf, slotOf } = reading[context.view]!;
  const keys = keysOf(context, 's');
  const cohort = context.scans.get(reading.scan)!;
  const present = reading.presence.map(({ scan, keep }, index) =>
    presenceSql(context.scans.get(scan)!, keep, sampleOf[index]!),
  );
  return {
    slot: lookUp(slotOf, sql`c.sample`),
    keys: keys.map((_, index) => sql`c.${keyName(index)}`),
    values: new Map([[reading.id, sql`count(*)`]]),
    from: sql`
      from (
        select ${join([sql`${lookUp(dueOf, sql`s.cell`)} as sample`, sql`s.entity`, ...keys], ', ')}
        from ${name(cohort.id)} as s
        ${where([counts(dueOf, sql`s.cell`), kept(cohort, reading.keep)])}
        group by ${ordinals(keys.length + 2)}
      ) as c
      where exists (
        select from (
          ${join(present, '\nunion all\n')}
        ) as p
        where p.entity = c.entity and p.sample = c.sample
      )
    `,
    grouped: true,
  };
}

function presenceSql(scan: Scan, keep: string, sampleOf: readonly number[]): Sql {
  return sql`
    select s.entity, ${lookUp(sampleOf, sql`s.cell`)} as sample
    from ${name(scan.id)} as s
    ${where([counts(sampleOf, sql`s.cell`), kept(scan, keep)])}
  `;
}

function kept(scan: Scan, keep: string): Sql | null {
  return alwaysKeeps(scan, keep) ? null : sql`s.${name(keep)} > 0`;
}

function where(conditions: readonly (Sql | null)[]): Sql {
  const real = conditions.filter((condition) => condition !== null);
  return real.length === 0 ? sql`` : sql`where ${join(real, ' and ')}`;
}
