import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dataSource } from '../../src/database/dataSource';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { ROOT } from './spawned';

/** A database with the gateway's tables, and the rows of test/fixtures/data.sql unless it is to be empty. */
export async function filled(rows: 'fixtures' | 'none' = 'fixtures'): Promise<FreshDatabase> {
  const database = await freshDatabase();
  const source = await dataSource({ url: database.url }).initialize();
  await source.runMigrations();
  if (rows === 'fixtures') await source.query(readFileSync(path.join(ROOT, 'test/fixtures/data.sql'), 'utf8'));
  await source.destroy();
  return database;
}
