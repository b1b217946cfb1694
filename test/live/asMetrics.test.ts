import { Kind, OperationTypeNode, print, visit, type DocumentNode, type FieldNode } from 'graphql';
import { fixtures } from '../graphql/fixtureFiles';
import { liveServer, type LiveServer } from './liveServer';

/**
 * A subscription returns the answer of `metrics`: for every query of the fixtures, and every
 * mistake.
 */
let server: LiveServer;
beforeAll(async () => {
  server = await liveServer();
});
afterAll(() => server.close());

/** Fixtures with one table and no other field. */
const questions = fixtures().flatMap((one) => {
  const field = onlyField(one.document);
  return field?.name.value === 'metrics' ? [{ ...one, key: field.alias?.value }] : [];
});

test('there are more than 40 such fixtures', () => {
  expect(questions.length).toBeGreaterThan(40);
});

test.each(questions.map((question) => [question.name, question] as const))('%s', async (_name, question) => {
  const { document, query, key, variables = {} } = question;
  const once = await server.ask(query, variables);
  const reading = server.read(print(followed(document)), 'ws', { ...variables });
  const refused = once.errors.length > 0;
  const got = refused ? { errors: await reading.ended } : await reading.next();
  reading.leave();
  if (refused) {
    const told = once.errors.map(({ message, extensions }) => ({ message, extensions }));
    expect(got.errors).toMatchObject(told);
  } else {
    const { data } = got as { data: Record<string, unknown> };
    expect(still(data[key ?? 'metricsChanged'])).toEqual(still(once.data![key ?? 'metrics']));
  }
});

function onlyField({ definitions }: DocumentNode): FieldNode | null {
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [field, ...others] = operations.flatMap(({ selectionSet }) => selectionSet.selections);
  return operations.length === 1 && others.length === 0 && field?.kind === Kind.FIELD ? field : null;
}

function followed(document: DocumentNode): DocumentNode {
  const name = { kind: Kind.NAME, value: 'metricsChanged' } as const;
  return visit(document, {
    OperationDefinition: (node) => {
      const selections = node.selectionSet.selections.map((field) => ({ ...(field as FieldNode), name }));
      return { ...node, operation: OperationTypeNode.SUBSCRIPTION, selectionSet: { ...node.selectionSet, selections } };
    },
  });
}

/** An answer without the time it took. */
function still(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, part: unknown) => (name === 'elapsedMs' ? 0 : part)));
}
