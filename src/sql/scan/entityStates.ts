import { name, type Sql } from '../fragment';

/**
 * A scan without entities: its rows are one for each cell and group, and have the different
 * entities as states. A state is one value of the database that several can be united with.
 */
export interface EntityStates {
  /** By scan value that says which entities count: the aggregate that makes a state of entities. */
  readonly made: ReadonlyMap<string, (entity: Sql) => Sql>;
}

/** The column with the entities that have this scan value above 0. */
export function stateName(keep: string): Sql {
  return name(`${keep}_entities`);
}
