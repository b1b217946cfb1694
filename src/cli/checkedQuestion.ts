import { prepareQuestion } from '../answer/ask';
import { GatewayError } from '../errors';
import { checkQuery } from '../query/checkQuery';
import type { MetricQuery } from '../query/query';
import { loadRegistry } from '../registry/load';
import type { Metric, Registry } from '../model/registry';
import { defaultText } from '../model/words/language';
import { usageProblem } from './commandProblem';
import type { CliEnvironment } from './environment';
import { readQuestion } from './question';
import { NO_DATABASE } from './noDatabase';
import type { QuestionFlags } from './questionOptions';

/** A command line, checked against the registry. */
export interface CheckedQuestion {
  readonly registry: Registry;
  readonly query: MetricQuery;
}

/**
 * Finds every mistake of a question before it opens a database. Notes the default range if there is
 * no range. Errors: RegistryProblems, CommandProblem, and those of a query.
 */
export function checkedQuestion(
  { modelDirectory, terminal }: CliEnvironment,
  metrics: readonly string[],
  flags: QuestionFlags,
): CheckedQuestion {
  const registry = loadRegistry(modelDirectory);
  const { request, defaultRange } = readQuestion(metrics, flags);
  if (request.metrics.length === 0) {
    throw usageProblem(`Name one metric or more. There are:\n${listed(registry.metrics.values())}`);
  }
  try {
    const query = checkQuery(registry, request, Date.now());
    // Planning finds what only the calendar knows, such as an empty range.
    prepareQuestion({ registry, ...NO_DATABASE }, { query });
    if (defaultRange !== null) terminal.notes.write(`No range is given: ${defaultRange}.`);
    return { registry, query };
  } catch (error) {
    throw error instanceof GatewayError ? hinted(error, registry) : error;
  }
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
