import { GatewayError } from '../../errors';
import type { Registry } from '../../model/registry';
import { forItself } from '../asker';
import type { Described } from '../checkTables';
import type { Engine } from '../engine';
import { typeName } from './typeName';

const WITHIN_MS = 30_000;

/** Describes the selects of tables, which do not run. Errors: those of the engine. */
export async function describeSelects(
  { tables }: Registry,
  engine: Pick<Engine, 'run'>,
): Promise<ReadonlyMap<string, Described>> {
  const described = new Map<string, Described>();
  for (const { key, source } of tables.values()) {
    if (source.kind === 'sql') described.set(key, await describe(source.text, engine));
  }
  return described;
}

async function describe(text: string, engine: Pick<Engine, 'run'>): Promise<Described> {
  const ask = (statement: string) => engine.run({ text: statement, parameters: [] }, forItself(WITHIN_MS));
  try {
    // This parses the text on its own. Inside our parentheses, a text such as `… ) … ( …` could
    // close them and still be valid SQL.
    await ask(`EXPLAIN AST\n${text}`);
    const rows = await ask(`DESCRIBE TABLE (\n${text}\n)`);
    return { types: new Map(rows.map(([column, type]) => [column ?? '', typeName(type ?? '')])) };
  } catch (error) {
    if (error instanceof GatewayError || !(error instanceof Error)) throw error;
    return { refusal: error.message };
  }
}
