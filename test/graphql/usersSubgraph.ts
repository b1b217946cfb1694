import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type DocumentNode, type GraphQLSchema } from 'graphql';

/**
 * Another team's service. It owns users, knows which metrics they watch and the owner of a metric,
 * and its type names might collide with those of a gateway of metrics.
 */
export const USERS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@external", "@requires"])
  "A person who registered."
  type User @key(fields: "id") { "Theirs for life." id: ID! name: String! watches: [Metric!]! }
  type Metric @key(fields: "id") { id: ID! owner: String @external contact: String @requires(fields: "owner") }
  type Query { strangers: [User!]! users(first: Int!, after: Int! = 0, where: StringFilter, in: TimeRange, to: Direction = ASC): [User!]! catalog: catalog }
  type catalog { period: Period }
  type Period { start: String end: String }
  input StringFilter { eq: String }
  input TimeRange { from: String }
  enum Direction { ASC DESC }
`;

/** Ids without a user, and invalid ids. */
export const STRANGERS = [
  '',
  'x',
  '0',
  '-1',
  '007',
  ' 1',
  '１',
  '99999999999999999999',
  '1e3',
  "1' or '1",
  'a\u0007\u0000b',
  '\ud800',
];

export const usersDocument: DocumentNode = parse(USERS);

export function usersSchema(): GraphQLSchema {
  const user = (id: string) => ({
    id,
    name: `Name of ${id}`,
    watches: [{ id: 'metric:tasks' }],
  });
  return buildSubgraphSchema({
    typeDefs: usersDocument,
    resolvers: {
      Query: {
        strangers: () => STRANGERS.map(user),
        users: (_: unknown, { first, after }: { first: number; after: number }) =>
          Array.from({ length: first }, (_, index) => user(String(after + index + 1))),
      },
      Metric: { contact: ({ owner }: { owner: string | null }) => (owner === null ? null : `${owner}@example.com`) },
      User: { __resolveReference: ({ id }: { id: string }) => user(id) },
    },
  });
}

/** As a service over HTTP would have it. */
export async function usersSdl(): Promise<string> {
  const { data } = await graphql({ schema: usersSchema(), source: '{ _service { sdl } }' });
  return (data as unknown as { _service: { sdl: string } })._service.sdl;
}

export function usersServer(): ApolloServer {
  return new ApolloServer({ schema: usersSchema() });
}
