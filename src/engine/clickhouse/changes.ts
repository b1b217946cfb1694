import type { Parameter, Statement } from '../../sql/statement';
import { forItself } from '../asker';
import type { Changes, Engine, EngineRow, TableState } from '../engine';

const WITHIN_MS = 10_000;
/** Views within views, at most: a circle cannot be created. */
const DEEPEST = 30;

/**
 * The changes of tables as the parts of ClickHouse show them. An insert makes a part with a higher
 * block number, a mutation one with a higher version. A merge of parts changes neither, unless it
 * removes rows. docs/decisions/0040-clickhouse-changes.md lists what parts do not show.
 */
export function partChanges(engine: Pick<Engine, 'run'>): Changes {
  const run = (text: string, parameters: readonly Parameter[]) =>
    engine.run({ text, parameters }, forItself(WITHIN_MS));
  const states = async (tables: readonly string[]): Promise<readonly TableState[]> =>
    tables.length === 0 ? [] : (await run(STATES, [tables])).map(stateOf);
  return {
    states,
    async readBy({ text, parameters }: Statement) {
      const found = new Set<string>();
      let unread = tablesIn(await run(`EXPLAIN QUERY TREE\n${text}`, parameters));
      for (let depth = 0; unread.length > 0 && depth < DEEPEST; depth++) {
        const fresh = unread.filter((one) => !found.has(one));
        for (const one of fresh) found.add(one);
        unread = [];
        if (fresh.length === 0) break;
        for (const [select] of await run(VIEWS, [fresh])) {
          unread.push(...tablesIn(await run(`EXPLAIN QUERY TREE\n${select ?? ''}`, [])));
        }
      }
      return states([...found]);
    },
  };
}

/** The tables and views that a query tree names, each as `database.table`. */
function tablesIn(tree: readonly EngineRow[]): string[] {
  const named = tree.flatMap(
    ([line]) => /^\s*TABLE id: .*?\btable_name: (.+?)(?:, \w+: .*)?$/.exec(line ?? '')?.[1] ?? [],
  );
  return named.filter((one) => !OF_SERVER.test(one));
}

/** Tables of the server itself, and CTEs that run once. */
const OF_SERVER = /^(system|_temporary_and_external_tables)\./;

function stateOf([table, definition, rows]: EngineRow): TableState {
  return { table: table ?? '', definition: definition ?? '', rows: rows ?? null };
}

const NAME = `concat(t.database, '.', t.name)`;

const VIEWS = `
  SELECT t.as_select FROM system.tables AS t
  WHERE ${NAME} IN {p1:Array(String)} AND t.engine = 'View'`;

/**
 * A view has the rows of the tables beneath it. Nothing counts the rows of tables without parts, of
 * those of other servers, and of materialized views. The version of a part without mutations is its
 * first block, which a merge changes, so it does not count. A mutation rewrites one part after the
 * other: the rows that it has not reached count, because its version is there from the first part.
 */
const STATES = `
  SELECT
    ${NAME},
    concat(toString(t.uuid), '/', toString(t.metadata_modification_time), '/', toString(cityHash64(t.create_table_query))),
    multiIf(
      t.engine = 'View', '',
      endsWith(t.engine, 'MergeTree'), concat(toString(ifNull(p.rows, 0)), '/', toString(ifNull(p.state, 0))),
      NULL)
  FROM system.tables AS t
  LEFT JOIN (
    SELECT
      database, table, sum(rows) AS rows,
      sum(cityHash64(partition_id, block, version, arraySum(one -> one.1 < version ? one.2 : 0, parts))) AS state
    FROM (
      SELECT
        database, table, partition_id, sum(part.rows) AS rows, max(max_block_number) AS block,
        max(data_version = min_block_number ? 0 : data_version) AS version,
        groupArray((data_version, part.rows)) AS parts
      FROM system.parts AS part
      WHERE active AND concat(database, '.', table) IN {p1:Array(String)}
      GROUP BY database, table, partition_id
    )
    GROUP BY database, table
  ) AS p ON p.database = t.database AND p.table = t.name
  WHERE ${NAME} IN {p1:Array(String)}`;
