import { coerceInputValue, isNonNullType, type GraphQLArgument, type GraphQLError, type GraphQLSchema } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect';
import { printPathArray } from 'graphql/jsutils/printPathArray';
import { shortMessage } from '../../errors';
import type { View } from '../../policy/view';
import { checkQuery } from '../../query/checkQuery';
import type { MetricQuery } from '../../query/query';
import { nearestName } from '../../model/nearest';
import { isTooDeep, TOO_DEEP } from '../errors';
import { ARGUMENTS_HINT } from '../hints';
import { maxMistakes } from '../maxMistakes';
import type { TableQuestion } from '../types/question';

/** One mistake in arguments, in the words that GraphQL uses for variables. */
export interface ArgumentMistake {
  readonly message: string;
  readonly code: string;
  readonly hint: string;
}

/** Mistakes that GraphQL itself would reject, before the gateway checks anything. */
export class ArgumentMistakes extends Error {
  override readonly name = 'ArgumentMistakes';
  constructor(readonly mistakes: readonly [ArgumentMistake, ...ArgumentMistake[]]) {
    super(mistakes[0].message);
  }
}

/**
 * Reads a query from the arguments of `metrics` in JSON: by the types and defaults of the schema,
 * and checked like the field, as far as the caller sees the registry. `select` must name the
 * metrics. Errors: ArgumentMistakes, and those of `checkQuery`.
 */
export function exportedQuery(
  { view: { registry, policy }, schema }: { readonly view: View; readonly schema: GraphQLSchema },
  args: Readonly<Record<string, unknown>>,
  now: number,
): MetricQuery {
  const question = read(schema, args) as unknown as TableQuestion;
  return checkQuery(registry, { ...question, metrics: question.select ?? [] }, now, policy);
}

type AddMistake = (message: string, hint?: string) => void;

/** Ends the reading of arguments. */
class EnoughMistakes extends Error {}

function read(schema: GraphQLSchema, args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { args: declared } = schema.getQueryType()!.getFields()['metrics']!;
  const mistakes: ArgumentMistake[] = [];
  const most = maxMistakes(args);
  // A message may have the text of a whole argument, so reading stops at the last one that is sent.
  const add: AddMistake = (message, hint = ARGUMENTS_HINT) => {
    mistakes.push({ message: shortMessage(message), code: 'BAD_USER_INPUT', hint });
    if (mistakes.length === most) throw new EnoughMistakes();
  };
  const values: Record<string, unknown> = {};
  try {
    for (const name of Object.keys(args)) {
      if (!declared.some((argument) => argument.name === name)) add(unknownArgument(name, declared));
    }
    for (const argument of declared) values[argument.name] = valueOf(argument, args, add);
  } catch (error) {
    if (error instanceof RangeError && isTooDeep(error)) throw new ArgumentMistakes([TOO_DEEP]);
    if (!(error instanceof EnoughMistakes)) throw error;
  }
  const [first, ...more] = mistakes;
  if (first !== undefined) throw new ArgumentMistakes([first, ...more]);
  return values;
}

function valueOf(
  { name, type, defaultValue }: GraphQLArgument,
  args: Readonly<Record<string, unknown>>,
  add: AddMistake,
): unknown {
  if (!Object.hasOwn(args, name)) {
    if (isNonNullType(type) && defaultValue === undefined) {
      add(`Argument "${name}" of required type "${String(type)}" was not provided.`);
    }
    return defaultValue;
  }
  if (args[name] === null && isNonNullType(type)) {
    return add(`Argument "${name}" of non-null type "${String(type)}" must not be null.`);
  }
  return coerceInputValue(args[name], type, (path, invalid, error: GraphQLError) => {
    const where = path.length === 0 ? '' : ` at "${name}${printPathArray(path)}"`;
    add(
      `Argument "${name}" got invalid value ${inspect(invalid)}${where}; ${error.message}`,
      error.extensions['hint'] as string | undefined,
    );
  });
}

function unknownArgument(name: string, args: readonly GraphQLArgument[]): string {
  const nearest = nearestName(
    name,
    args.map((argument) => argument.name),
  );
  const guess = nearest === null ? '' : ` Did you mean "${nearest}"?`;
  return `Unknown argument "${name}" on field "Query.metrics".${guess}`;
}
