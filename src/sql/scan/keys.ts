import type { Scan } from '../../plan/scan';
import { name, type Sql } from '../fragment';

/** The column of a dimension of `groupBy`, by its index there. */
export function keyName(index: number): Sql {
  return name(`k${index + 1}`);
}

/** The columns of a reduced scan that say where a row belongs in time. */
export function cellColumns({ rows, keepsRows }: Scan, alias: string): Sql[] {
  if (keepsRows) return [name(alias, 'cell'), name(alias, 'at')];
  switch (rows.kind) {
    case 'dated':
    case 'first':
      return [name(alias, 'cell')];
    case 'interval':
      return [name(alias, 'cell'), name(alias, 'until_cell')];
  }
}
