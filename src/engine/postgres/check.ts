import type { Registry } from '../../model/registry';
import { checkTables, type TypeFits } from '../checkTables';
import type { Engine } from '../engine';
import { describeSelects } from '../selects';
import { describeSelect } from './selects';

/**
 * The types of the database that fit a declared type: they have no more values, and compare, group
 * and sum alike. Excluded are `real` and `double precision` (sums depend on the order of rows),
 * `character` (values end with blanks), `citext` (groups ignore case), and enum or uuid for text
 * (they do not compare).
 */
const FITS: TypeFits['fits'] = {
  bigint: ['bigint', 'integer', 'smallint'],
  integer: ['integer', 'smallint'],
  numeric: ['numeric', 'bigint', 'integer', 'smallint'],
  text: ['text', 'character varying'],
  enum: ['enum'],
  uuid: ['uuid'],
  boolean: ['boolean'],
  date: ['date'],
  timestamptz: ['timestamp with time zone'],
  timestamp: ['timestamp without time zone'],
};

/** The best declaration for a type of the database. */
const DECLARED_AS: TypeFits['declaredAs'] = {
  bigint: 'bigint',
  integer: 'integer',
  smallint: 'integer',
  numeric: 'numeric',
  text: 'text',
  'character varying': 'text',
  enum: 'enum',
  uuid: 'uuid',
  boolean: 'boolean',
  date: 'date',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
};

export const POSTGRES_TYPES: TypeFits = { fits: FITS, declaredAs: DECLARED_AS };

/**
 * A line for each part of the registry that the database lacks or has in another form. It begins
 * with the source location. Errors: those of the engine.
 */
export async function checkDatabase(
  registry: Registry,
  engine: Pick<Engine, 'run' | 'columns'>,
): Promise<readonly string[]> {
  const columns = await engine.columns();
  const selects = await describeSelects(registry, (text, table) => describeSelect(text, table, engine));
  return checkTables(registry, columns, selects, POSTGRES_TYPES);
}
