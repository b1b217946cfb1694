import { execute as executeByLibrary, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';
import { assertValidExecutionArguments, buildExecutionContext } from 'graphql/execution/execute';
import { isPromise, type MaybePromise } from './promises';
import { SelectionReader } from './selections';

/** The library's own options that this executor also has. */
export type Executed = Pick<
  ExecutionArgs,
  'schema' | 'document' | 'rootValue' | 'contextValue' | 'variableValues' | 'operationName'
>;

/**
 * Executes an operation as `execute` of the GraphQL library does, with equal data and errors. The
 * library prepares each field of each row anew. Here, a field is prepared once for all rows
 * (docs/decisions/0048-encoding.md). It never rejects. Errors: those of an invalid schema.
 */
export function execute(executed: Executed): MaybePromise<ExecutionResult> {
  const { schema, document, variableValues } = executed;
  assertValidExecutionArguments(schema, document, variableValues);
  const context = buildExecutionContext(executed);
  if (!('schema' in context)) return { errors: context };
  const { operation, fragments, rootValue, collectedErrors } = context;
  const type = schema.getRootType(operation.operation);
  // The library runs the fields of a mutation one after the other.
  if (!type || operation.operation === 'mutation') return executeByLibrary(executed);
  const answered = (data: Record<string, unknown> | null): ExecutionResult => {
    const { errors } = collectedErrors;
    return errors.length === 0 ? { data } : { errors, data };
  };
  const failed = (error: unknown): ExecutionResult => {
    collectedErrors.add(error as Parameters<typeof collectedErrors.add>[0], undefined);
    return answered(null);
  };
  try {
    const selected = collectFields(schema, fragments, context.variableValues, type, operation.selectionSet);
    const data = new SelectionReader(context).ofType(type, selected)(rootValue, undefined);
    return isPromise(data) ? data.then(answered, failed) : answered(data);
  } catch (error) {
    return failed(error);
  }
}
