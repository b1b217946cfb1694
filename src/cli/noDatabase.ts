import type { PlanningContext } from '../answer/gateway';
import { postgresDialect } from '../sql/postgres/dialect';

/** If a command uses no database, its statements are compiled for PostgreSQL without indexes. */
export const NO_DATABASE: Pick<PlanningContext, 'indexes' | 'engine'> = {
  indexes: new Set(),
  engine: { dialect: postgresDialect },
};
