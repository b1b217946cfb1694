import type { PreparedFor } from '../answer/prepare';
import { postgresDialect } from '../sql/postgres/dialect';

/** Statements are made for this, if no database is asked: PostgreSQL without indexes. */
export const NO_DATABASE: Pick<PreparedFor, 'indexes' | 'engine'> = {
  indexes: new Set(),
  engine: { dialect: postgresDialect },
};
