import { GatewayError } from '../../errors';
import type { Statement } from '../../sql/statement';
import { compile } from '../../sql/compile';
import { join, name, sql, wholeNumber } from '../../sql/fragment';
import { postgresDialect } from '../../sql/postgres/dialect';
import { forItself } from '../asker';
import type { Engine, EngineRow } from '../engine';
import type { ForeignKey, SurveyedColumn, SurveyedTable, SurveyScope, TableSample } from '../survey';
import { POSTGRES_TYPES } from './check';

const WITHIN_MS = 60_000;
const LATEST_WITHIN_MS = 10_000;
/** Rows of a table that are looked at. */
const SAMPLED_ROWS = 100_000;

type CatalogTable = Omit<SurveyedTable, 'sample'>;

/**
 * Reads the tables of a database with their columns, keys and comments, and looks at some rows of
 * each. `say` hears the name of each table before that. Views are included only if the scope names
 * them. Errors: those of the engine.
 */
export async function surveyPostgres(
  engine: Pick<Engine, 'run'>,
  scope: SurveyScope,
  say: (table: string) => void,
): Promise<readonly SurveyedTable[]> {
  const tables = (await engine.run(catalogStatement(scope), forItself(WITHIN_MS))).map(decodeTable);
  const surveyed: SurveyedTable[] = [];
  for (const table of tables) {
    say(table.name);
    surveyed.push({ ...table, sample: await sampleOf(table, engine) });
  }
  return surveyed;
}

/** One row for each table: its names, and its columns and keys as JSON. Partitions are left out. */
function catalogStatement({ schemas, tables }: SurveyScope): Statement {
  return {
    text: `
      SELECT n.nspname, c.relname, pg_table_is_visible(c.oid), obj_description(c.oid, 'pg_class'),
        (
          SELECT json_agg(json_build_object(
            'name', a.attname,
            'type', CASE WHEN COALESCE(b.typtype, t.typtype) = 'e' THEN 'enum' ELSE format_type(COALESCE(b.oid, t.oid), NULL) END,
            'comment', col_description(c.oid, a.attnum)
          ) ORDER BY a.attnum)
          FROM pg_attribute a
          JOIN pg_type t ON t.oid = a.atttypid
          LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            AND has_column_privilege(c.oid, a.attnum, 'SELECT')
        ),
        (
          SELECT json_agg(k.columns ORDER BY i.indisprimary DESC, i.indexrelid)
          FROM pg_index i
          CROSS JOIN LATERAL (
            SELECT json_agg(a.attname ORDER BY p.position) AS columns, bool_and(a.attnotnull) AS required
            FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY AS p (attnum, position)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum
          ) k
          WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
            AND k.required
        ),
        (
          SELECT json_agg(json_build_object(
            'columns', (SELECT json_agg(a.attname ORDER BY p.position) FROM unnest(f.conkey) WITH ORDINALITY AS p (attnum, position) JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = p.attnum),
            'schema', fn.nspname,
            'table', fc.relname,
            'referenced', (SELECT json_agg(a.attname ORDER BY p.position) FROM unnest(f.confkey) WITH ORDINALITY AS p (attnum, position) JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = p.attnum)
          ) ORDER BY f.conkey[1], f.oid)
          FROM pg_constraint f
          JOIN pg_class fc ON fc.oid = f.confrelid
          JOIN pg_namespace fn ON fn.oid = fc.relnamespace
          WHERE f.conrelid = c.oid AND f.contype = 'f'
        )
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm', 'f', 'v') AND NOT c.relispartition
        AND (c.relkind <> 'v' OR c.relname = ANY ($2::text[]))
        AND n.nspname = ANY (CASE WHEN cardinality($1::text[]) = 0 THEN current_schemas(false)::text[] ELSE $1::text[] END)
        AND (cardinality($2::text[]) = 0 OR c.relname = ANY ($2::text[]))
        AND has_schema_privilege(n.oid, 'USAGE')
        AND has_any_column_privilege(c.oid, 'SELECT')
      ORDER BY array_position(current_schemas(false), n.nspname) NULLS LAST, n.nspname, c.relname`,
    parameters: [[...schemas], [...tables]],
  };
}

function decodeTable([schema, table, visible, comment, columns, keys, foreignKeys]: EngineRow): CatalogTable {
  return {
    schema: schema ?? '',
    name: table ?? '',
    isVisible: visible === 't',
    comment: comment ?? null,
    columns: fromJson<SurveyedColumn>(columns),
    keys: fromJson<readonly string[]>(keys),
    foreignKeys: fromJson<ForeignKey>(foreignKeys),
  };
}

/** The latest value of a column as a date; null: it has none, or it takes too long. */
export async function latestDate(
  engine: Pick<Engine, 'run'>,
  { schema, name: table }: Pick<SurveyedTable, 'schema' | 'name'>,
  column: string,
): Promise<string | null> {
  const statement = sql`select max(${name(column)})::date::text from ${name(schema, table)}`;
  try {
    const [[latest] = []] = await engine.run(compile(statement, postgresDialect), forItself(LATEST_WITHIN_MS));
    return latest ?? null;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'QUERY_TIMEOUT') return null;
    throw error;
  }
}

function fromJson<T>(text: string | null | undefined): readonly T[] {
  return text === null || text === undefined ? [] : (JSON.parse(text) as readonly T[]);
}

/** Counts values in the first rows of a table, in any order. */
async function sampleOf(table: CatalogTable, engine: Pick<Engine, 'run'>): Promise<TableSample> {
  const columns = table.columns.filter(({ type }) => POSTGRES_TYPES.declaredAs[type] !== undefined);
  const counted = columns.flatMap(({ name: column }) => [
    sql`count(${name(column)})`,
    sql`count(distinct ${name(column)})`,
  ]);
  const statement = sql`
    select ${join([sql`count(*)`, ...counted], ', ')}
    from (select * from ${name(table.schema, table.name)} limit ${wholeNumber(SAMPLED_ROWS)}) as sampled
  `;
  const [[total, ...counts] = []] = await engine.run(compile(statement, postgresDialect), forItself(WITHIN_MS));
  const rows = Number(total ?? 0);
  const samples = columns.map(({ name: column }, index) => {
    const filled = rows === 0 ? 0 : Number(counts[2 * index]) / rows;
    return [column, { filled, distinct: Number(counts[2 * index + 1]) }] as const;
  });
  return { rows, isWhole: rows < SAMPLED_ROWS, columns: new Map(samples) };
}
