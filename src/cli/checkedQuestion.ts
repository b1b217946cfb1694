import { prepareQuestion } from '../answer/ask';
import { GatewayError } from '../errors';
import { checkQuery } from '../query/checkQuery';
import type { MetricQuery } from '../query/query';
import type { RangeRequest } from '../query/request';
import { loadRegistry } from '../registry/load';
import type { Metric, Registry } from '../model/registry';
import { defaultText } from '../model/words/language';
import { usageProblem } from './commandProblem';
import type { CliEnvironment } from './environment';
import { readQuestion, type DefaultRange } from './question';
import { noDatabase } from './noDatabase';
import type { QuestionFlags } from './questionOptions';
import type { Terminal } from './terminal';

/** A command line, checked against the registry. */
export interface CheckedQuestion {
  readonly registry: Registry;
  readonly query: MetricQuery;
  /** Null if the caller gave a range. */
  readonly defaultRange: DefaultRange | null;
  /** The same question over another range. Errors: those of a query. */
  over(range: RangeRequest): MetricQuery;
}

/**
 * Finds every mistake of a question before it opens a database. Errors: RegistryProblems,
 * CommandProblem, and those of a query.
 */
export function checkedQuestion(
  { modelDirectory }: Pick<CliEnvironment, 'modelDirectory'>,
  metrics: readonly string[],
  flags: QuestionFlags,
): CheckedQuestion {
  const registry = loadRegistry(modelDirectory);
  const { request, defaultRange } = readQuestion(metrics, flags);
  if (request.metrics.length === 0) {
    throw usageProblem(`Name one metric or more. There are:\n${listed(registry.metrics.values())}`);
  }
  const now = Date.now();
  const over = (range: RangeRequest): MetricQuery => {
    try {
      const query = checkQuery(registry, { ...request, range }, now);
      // Planning finds what only the calendar knows, such as an empty range.
      prepareQuestion({ registry, ...noDatabase('postgresql') }, { query });
      return query;
    } catch (error) {
      throw error instanceof GatewayError ? hinted(error, registry) : error;
    }
  };
  return { registry, query: over(request.range), defaultRange, over };
}

/** Notes which range a question without a range has. */
export function noteRange({ notes }: Terminal, inWords: string): void {
  notes.write(`No range is given: ${inWords}.`);
}

/** Replaces hints that are only for GraphQL. */
function hinted(error: GatewayError, { metrics, dimensions }: Registry): GatewayError {
  const { code, message } = error;
  if (code === 'METRIC_NOT_SELECTED') return new GatewayError(code, message, 'Name it among the metrics too.');
  if (code === 'UNKNOWN_NAME' && !error.hint.startsWith('Did you mean')) {
    const known = message.startsWith('There is no dimension') ? dimensions : metrics;
    return new GatewayError(code, message, `There are ${[...known.keys()].join(', ')}.`);
  }
  return error;
}

function listed(named: Iterable<Pick<Metric, 'key' | 'label'>>): string {
  const all = [...named];
  const width = Math.max(...all.map(({ key }) => key.length));
  return all.map(({ key, label }) => `  ${key.padEnd(width)}  ${defaultText(label)}`).join('\n');
}
