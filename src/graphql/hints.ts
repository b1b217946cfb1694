/** The same of arguments that are given without a document. */
export const ARGUMENTS_HINT =
  'Give the arguments of `metrics` as one JSON object, each as a variable of its type is given: see schema/schema.graphql.';

/** What to do about the errors of GraphQL's own, which come with a code and without a hint. */
export const HINTS: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'The document is no GraphQL from there on; /graphiql marks such places while you type.',
  GRAPHQL_VALIDATION_FAILED:
    'The schema has what can be asked for, and of what type: see /graphiql, or schema/schema.graphql.',
  BAD_USER_INPUT:
    'Give each variable a value of the type that the operation declares, and not null where that has a `!`.',
  OPERATION_RESOLUTION_FAILURE: 'Name an operation of the document in `operationName`.',
  PERSISTED_QUERY_NOT_FOUND: 'Send the query along with its hash once: it is known from then on.',
  BAD_REQUEST: 'POST a JSON object with a `query`, as content-type application/json.',
};
