import { forItself } from '../asker';
import type { Engine } from '../engine';
import { typeName } from './typeName';

const WITHIN_MS = 30_000;

/** The types of a select's columns. The select does not run. Errors: those of the engine. */
export async function describeSelect(text: string, engine: Pick<Engine, 'run'>): Promise<ReadonlyMap<string, string>> {
  const ask = (statement: string) => engine.run({ text: statement, parameters: [] }, forItself(WITHIN_MS));
  // This parses the text on its own. Inside our parentheses, a text such as `… ) … ( …` could close
  // them and still be valid SQL.
  await ask(`EXPLAIN AST\n${text}`);
  const rows = await ask(`DESCRIBE TABLE (\n${text}\n)`);
  return new Map(rows.map(([column, type]) => [column ?? '', typeName(type ?? '')]));
}
