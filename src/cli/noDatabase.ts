import type { PlanningContext } from '../answer/gateway';
import { postgresDialect } from '../sql/postgres/dialect';

/** Statements are for this if no database is asked: PostgreSQL without indexes. */
export const NO_DATABASE: Pick<PlanningContext, 'indexes' | 'engine'> = {
  indexes: new Set(),
  engine: { dialect: postgresDialect },
};
