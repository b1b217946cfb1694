import type { Registry } from '../../model/registry';
import { checkTables, type TypeFits } from '../checkTables';
import type { Engine } from '../engine';
import { describeSelects } from '../selects';
import { describeSelect } from './selects';

const SMALL = ['Int32', 'Int16', 'Int8', 'UInt16', 'UInt8'];
const WHOLE = ['Int64', ...SMALL, 'UInt32', 'UInt64'];
/** The instant at which a clock in UTC shows the time can stand for a time without a zone. */
const CLOCKS = ["DateTime64('UTC')", "DateTime('UTC')"];
const TIMES = ['DateTime64', 'DateTime', ...CLOCKS];
const HUGE = ['Int128', 'Int256', 'UInt128', 'UInt256'];

/**
 * Excluded are floating numbers (sums depend on the order of rows), `FixedString` (its values end
 * with zero bytes, and a list does not contain them), and enum or uuid for text (they do not
 * compare).
 */
const CLICKHOUSE_TYPES: TypeFits = {
  fits: {
    bigint: WHOLE,
    integer: SMALL,
    numeric: ['Decimal', ...WHOLE, ...HUGE],
    text: ['String'],
    enum: ['enum'],
    uuid: ['UUID'],
    boolean: ['Bool'],
    date: ['Date', 'Date32'],
    timestamptz: TIMES,
    timestamp: CLOCKS,
  },
  declaredAs: {
    ...Object.fromEntries(WHOLE.map((type) => [type, 'bigint'])),
    ...Object.fromEntries(SMALL.map((type) => [type, 'integer'])),
    ...Object.fromEntries(['Decimal', ...HUGE].map((type) => [type, 'numeric'])),
    String: 'text',
    enum: 'enum',
    UUID: 'uuid',
    Bool: 'boolean',
    Date: 'date',
    Date32: 'date',
    ...Object.fromEntries(TIMES.map((type) => [type, 'timestamptz'])),
  },
};

/**
 * A line for each part of the registry that the database lacks or has in another form. It begins
 * with the source location. Errors: those of the engine.
 */
export async function checkClickhouse(
  registry: Registry,
  engine: Pick<Engine, 'run' | 'columns'>,
): Promise<readonly string[]> {
  const columns = await engine.columns();
  const selects = await describeSelects(registry, (text) => describeSelect(text, engine));
  return checkTables(registry, columns, selects, CLICKHOUSE_TYPES);
}
