import type { DataSource } from 'typeorm';
import { dataSource } from '../../src/database/dataSource';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

/** The catalogue entries of the product's tables: columns, constraints, indexes, comments. */
const CATALOGUE = `
  select c.relname as "table", 'column ' || a.attname as thing,
    concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
      nullif(a.attidentity, ''), pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)) as definition
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'metergate_migrations'
  union all
  select tablename, 'index ' || indexname, indexdef from pg_indexes
  where schemaname = 'public' and tablename <> 'metergate_migrations'
  union all
  select conrelid::regclass::text, 'constraint ' || conname, pg_get_constraintdef(oid) from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid <> coalesce(to_regclass('metergate_migrations'), 0)
  union all
  select relname, 'comment', obj_description(oid) from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'metergate_migrations'
  order by 1, 2`;

const databases: FreshDatabase[] = [];
const open: DataSource[] = [];

async function emptyDatabase(): Promise<DataSource> {
  const database = await freshDatabase();
  databases.push(database);
  const source = await dataSource({ url: database.url }).initialize();
  open.push(source);
  return source;
}

afterAll(async () => {
  for (const source of open) await source.destroy();
  for (const database of databases) await database.drop();
});

describe('migrations', () => {
  let migrated: DataSource;
  beforeAll(async () => {
    migrated = await emptyDatabase();
    await migrated.runMigrations();
  });

  test('leave TypeORM nothing to change', async () => {
    const changes = await migrated.driver.createSchemaBuilder().log();
    expect(changes.upQueries.map((change) => change.query)).toEqual([]);
  });

  // TypeORM's own comparison ignores the order of an index's columns, its condition and more.
  test('make exactly what the entities describe', async () => {
    const described = await emptyDatabase();
    await described.synchronize();
    const catalogue: unknown[] = await migrated.query(CATALOGUE);
    expect(catalogue.length).toBeGreaterThan(40);
    expect(catalogue).toEqual(await described.query(CATALOGUE));
  });

  test('accept rows that refer to nothing', async () => {
    await migrated.query(`insert into user_action_log (user_id, action_type, task_id, created_at)
      values (404, 'copy', 404, now()), (null, 'like', null, now())`);
    await migrated.query(`truncate user_action_log`);
  });

  test('run once', async () => {
    expect(await migrated.runMigrations()).toEqual([]);
  });

  test('can be undone, one by one, and run again', async () => {
    const source = await emptyDatabase();
    const count = (await source.runMigrations()).length;
    for (let n = 0; n < count; n++) await source.undoLastMigration();
    expect(await source.query(CATALOGUE)).toEqual([]);
    expect(await source.runMigrations()).toHaveLength(count);
    expect(await source.query(CATALOGUE)).toEqual(await migrated.query(CATALOGUE));
  });
});
