import { storedColumns, type Column, type Table } from '../../model/table';
import { compile } from '../../sql/compile';
import { join, name, parameter, sql, verbatim, type Sql } from '../../sql/fragment';
import { postgresDialect } from '../../sql/postgres/dialect';
import { forItself } from '../asker';
import type { Engine } from '../engine';

const WITHIN_MS = 30_000;

/**
 * The types of a select's columns; empty for columns that the table does not declare. The select
 * does not run. Errors: those of the engine.
 */
export async function describeSelect(
  text: string,
  table: Table,
  engine: Pick<Engine, 'run'>,
): Promise<ReadonlyMap<string, string>> {
  const ask = async (statement: Sql) => engine.run(compile(statement, postgresDialect), forItself(WITHIN_MS));
  const names = new Set((await ask(namesSql(text))).map(([found]) => found ?? ''));
  // This checks the text on its own. Inside our parentheses, a text such as `… ) … ( …` could close
  // them and still be valid SQL.
  await ask(sql`explain ${verbatim(text)}`);
  const declared = storedColumns(table).filter((column) => names.has(column.name));
  const typed = declared.length === 0 ? [] : await ask(typesSql(text, declared));
  const types = new Map(typed.map(([column, type]) => [column ?? '', type ?? '']));
  for (const found of names) if (!types.has(found)) types.set(found, '');
  return types;
}

/**
 * A query that returns one row of nulls with the columns of the select. It gives their names and
 * types, and reads no rows of the select.
 */
function noRow(text: string): Sql {
  return sql`
    select t.*
    from (values (1)) as one (n)
    left join lateral (
      select * from (
        ${verbatim(text)}
      ) as s
      limit 0
    ) as t on true
  `;
}

function namesSql(text: string): Sql {
  return sql`
    select jsonb_object_keys(to_jsonb(q)) from (
      ${noRow(text)}
    ) as q
  `;
}

/** A domain counts as its base type, and every enumerated type as `enum`. */
function typesSql(text: string, columns: readonly Column[]): Sql {
  const typed = columns.map(
    (column) => sql`(${parameter(column.name, 'text')}, pg_typeof(q.${name(column.name)})::oid)`,
  );
  return sql`
    select
      d.name,
      case when coalesce(b.typtype, y.typtype) = 'e' then 'enum' else format_type(coalesce(b.oid, y.oid), null) end
    from (
      ${noRow(text)}
    ) as q
    cross join lateral (values ${join(typed, ', ')}) as d (name, type)
    join pg_type as y on y.oid = d.type
    left join pg_type as b on y.typtype = 'd' and b.oid = y.typbasetype
  `;
}
