/** The hint for wrong arguments of an export, which has arguments but no document. */
export const ARGUMENTS_HINT =
  'Send the arguments of `metrics` as one JSON object, with values as in GraphQL variables: see schema/schema.graphql.';

/** Hints for errors of the GraphQL library and Apollo, which have a code but no hint. */
export const HINTS: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED:
    'The document is not GraphQL from that position on. /graphiql marks such positions while you type.',
  GRAPHQL_VALIDATION_FAILED: 'See the fields and types of the schema in /graphiql or in schema/schema.graphql.',
  BAD_USER_INPUT:
    'Give each variable a value of the type that the operation declares. A type with `!` does not accept null.',
  OPERATION_RESOLUTION_FAILURE: 'Send the name of an operation of the document as `operationName`.',
  PERSISTED_QUERY_NOT_FOUND: 'Send the query together with its hash once. After that, the hash is enough.',
  BAD_REQUEST: 'POST a JSON object with a `query`, with the content-type application/json.',
};
