import { prepareQuestion } from '../answer/ask';
import { GatewayError } from '../errors';
import { checkQuery } from '../query/checkQuery';
import type { MetricQuery } from '../query/query';
import { loadRegistry } from '../registry/load';
import type { Registry } from '../model/registry';
import { usageProblem } from './commandProblem';
import type { CliEnvironment } from './environment';
import { readQuestion } from './question';
import { NO_DATABASE } from './noDatabase';
import type { QuestionFlags } from './questionOptions';

/** A command line read and checked against the registry. */
export interface CheckedQuestion {
  readonly registry: Registry;
  readonly query: MetricQuery;
}

/**
 * Everything that can be wrong with a question is found here, before a database is opened. Says so
 * where the range is the usual one. Errors: RegistryProblems, CommandProblem, and those of a query.
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
    // What only the calendar can tell, such as a range that is empty.
    prepareQuestion({ registry, ...NO_DATABASE }, { query });
    if (defaultRange !== null) terminal.notes.write(`No range is given: ${defaultRange}.`);
    return { registry, query };
  } catch (error) {
    throw error instanceof GatewayError ? hinted(error, registry) : error;
  }
}

/** Some hints are about GraphQL. */
function hinted(error: GatewayError, { metrics, dimensions }: Registry): GatewayError {
  const { code, message } = error;
  if (code === 'METRIC_NOT_SELECTED') return new GatewayError(code, message, 'Name it among the metrics too.');
  if (code === 'UNKNOWN_NAME' && !error.hint.startsWith('Did you mean')) {
    const known = message.startsWith('There is no dimension') ? dimensions : metrics;
    return new GatewayError(code, message, `There are ${[...known.keys()].join(', ')}.`);
  }
  return error;
}

function listed(named: Iterable<{ readonly key: string; readonly label: { readonly en: string } }>): string {
  const all = [...named];
  const width = Math.max(...all.map(({ key }) => key.length));
  return all.map(({ key, label }) => `  ${key.padEnd(width)}  ${label.en}`).join('\n');
}
