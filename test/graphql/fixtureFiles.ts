import { parse, type DocumentNode } from 'graphql';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the product's fixtures. */
export const FIXTURES = path.join(__dirname, '../fixtures');
const IS_UPDATE = process.env['UPDATE_FIXTURES'] === '1';

/** A query with its files: `NAME.graphql`, its variables, and beside it its SQL and its answer. */
export interface Fixture {
  /** Its path under the directory, without its extension. */
  readonly name: string;
  readonly query: string;
  readonly document: DocumentNode;
  readonly variables: object | undefined;
}

export function fixtures(directory = FIXTURES): Fixture[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  return files
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => {
      const name = file.slice(0, -'.graphql'.length);
      const query = readFileSync(path.join(directory, file), 'utf8');
      const variables = known(directory, name, 'variables.json');
      return { name, query, document: parse(query), variables: variables === null ? undefined : JSON.parse(variables) };
    });
}

/** Files that belong to no query: left behind when a query was renamed. */
export function orphans(directory = FIXTURES): string[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const names = new Set(fixtures(directory).map(({ name }) => name));
  return files.filter((file) => {
    const [, name, ending] = /^(.*?)\.(variables\.json|json|plan|clickhouse\.sql|sql)$/.exec(file) ?? [];
    return ending !== undefined && name !== 'data' && !names.has(name!);
  });
}

/**
 * The expected content of the file `NAME.ending`, for a test to compare: the stored text, or the
 * text that was just written if `UPDATE_FIXTURES=1` is set. Null: no such file.
 */
export function expected(
  directory: string,
  name: string,
  ending: 'plan' | 'sql' | 'clickhouse.sql' | 'json',
  actual: string | null,
): string | null {
  if (IS_UPDATE) {
    const file = path.join(directory, `${name}.${ending}`);
    if (actual === null) rmSync(file, { force: true });
    else writeFileSync(file, actual);
  }
  return known(directory, name, ending);
}

function known(directory: string, name: string, ending: string): string | null {
  const file = path.join(directory, `${name}.${ending}`);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
