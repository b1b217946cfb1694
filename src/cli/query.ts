import type { Answer } from '../answer/answer';
import { ask, beginAsking, type Asking } from '../answer/ask';
import { beginBeside } from '../answer/beside';
import { newestRowOf, reachBack } from '../answer/reachBack';
import { servicesOf } from '../answer/services';
import { warningText } from '../answer/warningWords';
import type { Warning } from '../answer/warning';
import { forItself } from '../engine/asker';
import { GatewayError } from '../errors';
import type { MetricQuery } from '../query/query';
import type { Registry } from '../model/registry';
import { writeInstant } from '../time/writing';
import { checkedQuestion, noteRange, type CheckedQuestion } from './checkedQuestion';
import { answerCsv } from './print/csv';
import { EXIT, type ExitCode } from './exitCode';
import type { CliEnvironment } from './environment';
import { closing } from './interrupt';
import { answerJson } from './print/json';
import type { QuestionFlags } from './questionOptions';
import { answerTable } from './print/table';
import type { Terminal } from './terminal';
import { wordingOf } from './print/wording';

export interface QueryFlags extends QuestionFlags {
  readonly csv?: true;
  readonly json?: true;
  readonly locale?: string;
}

/** `metergate query`. Errors: those of a question and of the database. */
export async function query(
  environment: CliEnvironment,
  metrics: readonly string[],
  flags: QueryFlags,
): Promise<ExitCode> {
  const checked = checkedQuestion(environment, metrics, flags);
  const { registry } = checked;
  const gateway = await environment.openGateway(registry);
  const { query, answer } = await closing(gateway.engine, async () => {
    const asking = beginAsking(gateway, servicesOf(gateway), forItself(registry.limits.timeoutMs));
    const asked = await withData(checked, asking, environment.terminal);
    return { query: asked, answer: await answerIn(asking, asked) };
  });
  const { data } = environment.terminal;
  data.write(printed(registry, query, answer, flags, data.style));
  writeNotes(query, answer, environment.terminal, (warning) => warningText(warning, registry, flags.locale ?? null));
  return EXIT.fine;
}

/**
 * The question with a range that has data: a default range reaches back to the newest row. Notes
 * the default range.
 */
async function withData(
  { registry, query, defaultRange, over }: CheckedQuestion,
  { services, asker }: Asking,
  terminal: Terminal,
): Promise<MetricQuery> {
  if (defaultRange === null) return query;
  const { frame, page } = query;
  const newest = await newestRowOf(registry, services, page.metrics, frame, asker.deadline).catch((error: unknown) => {
    // The default range needs no look-up. If the database fails, the question says so.
    if (error instanceof GatewayError) return null;
    throw error;
  });
  const back = reachBack(defaultRange, newest, frame);
  if (back === null) {
    noteRange(terminal, defaultRange.inWords);
    return query;
  }
  const { last, unit } = defaultRange;
  terminal.notes.write(
    `No range is given, and there is no data after ${back.newest}: the ${last} ${unit}s up to then.`,
  );
  return over(back.range);
}

/** The answer, with all warnings in its meta. */
async function answerIn(asking: Asking, query: MetricQuery): Promise<Answer> {
  const beside = beginBeside(asking, query, { freshness: false, warnings: true });
  const { answer } = await ask(asking, { query, entity: null, needsNumbers: true });
  const { meta } = answer!;
  return { ...answer!, meta: { ...meta, warnings: await beside.warnings!(meta) } };
}

function printed(
  registry: Registry,
  query: MetricQuery,
  answer: Answer,
  { csv, json, locale }: QueryFlags,
  style: Terminal['data']['style'],
): string {
  if (csv) return answerCsv(query, answer);
  if (json) return answerJson(registry, query, answer, locale ?? null);
  return answerTable({ query, answer, wording: wordingOf(registry, locale ?? registry.locale), style });
}

/** Prints warnings, and how to get the next page. */
function writeNotes(
  { page: { offset } }: MetricQuery,
  { meta, rows, rowCount, hasMore }: Answer,
  { notes }: Terminal,
  textOf: (warning: Warning) => string,
): void {
  for (const warning of meta.warnings) notes.write(`${notes.style.yellow(warning.code)}: ${textOf(warning)}`);
  if (!hasMore) return;
  const next = offset + rows.length;
  const asOf = writeInstant(meta.asOf, meta.timeZone);
  notes.write(`Rows ${offset + 1} to ${next} of ${rowCount}. The next: --offset ${next} --as-of ${asOf}`);
}
