import { prepareQuestion } from '../answer/ask';
import { indexesOf } from '../engine/indexes';
import { countOf } from '../plan/indexes';
import type { Registry } from '../model/registry';
import type { Syntax } from '../sql/dialect';
import type { Parameter, Statement } from '../sql/statement';
import { checkedQuestion, noteRange } from './checkedQuestion';
import { EXIT, type ExitCode } from './exitCode';
import { usageProblem } from './commandProblem';
import type { DialectName } from './dialectName';
import type { CliEnvironment } from './environment';
import { closing } from './interrupt';
import { noDatabase } from './noDatabase';
import type { QuestionFlags } from './questionOptions';

export interface SqlFlags extends QuestionFlags {
  readonly literal?: true;
  /** Undefined: that of the database, or of DATABASE_URL; otherwise PostgreSQL's. */
  readonly dialect?: DialectName;
  /** Undefined: yes if DATABASE_URL names a database of the dialect. */
  readonly database?: boolean;
}

/**
 * `metergate sql`: prints the statement of a question and does not run it. Errors: those of a
 * question, and of the database if it reads one.
 */
export async function sql(environment: CliEnvironment, metrics: readonly string[], flags: SqlFlags): Promise<ExitCode> {
  const dialect = flags.dialect ?? environment.urlDialect ?? 'postgresql';
  const ofUrl = environment.urlDialect ?? 'postgresql';
  if (flags.database === true && dialect !== ofUrl) {
    throw usageProblem(`The database is for --dialect ${ofUrl}. Leave out --database or --dialect ${dialect}.`);
  }
  const { registry, query, defaultRange } = checkedQuestion(environment, metrics, flags);
  if (defaultRange !== null) noteRange(environment.terminal, defaultRange.inWords);
  const { data, notes } = environment.terminal;
  const readsDatabase = flags.database ?? environment.urlDialect === dialect;
  const { indexes, engine } = readsDatabase ? await ofDatabase(environment, registry) : noDatabase(dialect);
  const { statement, literalSql } = prepareQuestion({ registry, indexes, engine }, { query });
  notes.write(
    readsDatabase
      ? `For the indexes of the database: it has ${countOf(indexes)} on the registry's columns.`
      : 'For a database without indexes, as none was looked at: with one the statement may be another. See --database.',
  );
  data.write(flags.literal ? `${literalSql().trimEnd()};\n` : withParameters(statement, engine.dialect.syntax));
  return EXIT.fine;
}

async function ofDatabase(environment: CliEnvironment, registry: Registry): Promise<ReturnType<typeof noDatabase>> {
  const engine = await environment.openEngine(registry);
  return closing(engine, async () => ({ indexes: indexesOf(registry, await engine.columns()), engine }));
}

/** The statement, followed by its parameters as comments. */
function withParameters({ text, parameters }: Statement, { parameterName }: Syntax): string {
  return `${text}\n${parameters.map((value, at) => `-- ${parameterName(at + 1)} = ${shown(value)}\n`).join('')}`;
}

/** On one line: the rest of a second line would be no comment. */
function shown(value: Parameter): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
}
