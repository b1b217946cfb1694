import type { PlanningContext } from '../answer/gateway';
import { NO_INDEXES } from '../plan/indexes';
import { clickhouseDialect } from '../sql/clickhouse/dialect';
import type { Dialect } from '../sql/dialect';
import { postgresDialect } from '../sql/postgres/dialect';
import type { DialectName } from './dialectName';

const DIALECTS: { readonly [N in DialectName]: Dialect } = {
  postgresql: postgresDialect,
  clickhouse: clickhouseDialect,
};

/** If a command uses no database, its statements are compiled for one without indexes. */
export function noDatabase(dialect: DialectName): Pick<PlanningContext, 'indexes' | 'engine'> {
  return { indexes: NO_INDEXES, engine: { dialect: DIALECTS[dialect] } };
}
