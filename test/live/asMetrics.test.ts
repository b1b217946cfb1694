import { Kind, OperationTypeNode, print, visit, type DocumentNode, type FieldNode } from 'graphql';
import { fixtures } from '../graphql/fixtureFiles';
import { liveServer, type LiveServer } from './liveServer';

/**
 * A subscription returns the answer of `metrics` or `metricSeries`: for every query of the
 * fixtures, and every mistake.
 */
let server: LiveServer;
beforeAll(async () => {
  server = await liveServer();
});
afterAll(() => server.close());

const LIVE: Readonly<Record<string, string>> = { metrics: 'metricsChanged', metricSeries: 'metricSeriesChanged' };

/** Fixtures with one table, or with the series of one question, and no other field. */
const questions = fixtures().flatMap((one) => {
  const field = onlyField(one.document);
  const name = field?.name.value ?? '';
  return name in LIVE ? [{ ...one, field: name, key: field!.alias?.value }] : [];
});

test('there are more than 40 such fixtures of tables, and some of series', () => {
  expect(questions.filter(({ field }) => field === 'metrics').length).toBeGreaterThan(40);
  expect(questions.filter(({ field }) => field === 'metricSeries').length).toBeGreaterThan(2);
});

test.each(questions.map((question) => [question.name, question] as const))('%s', async (_name, question) => {
  const { document, query, field, key, variables = {} } = question;
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
    expect(still(data[key ?? LIVE[field]!])).toEqual(still(once.data![key ?? field]));
  }
});

function onlyField({ definitions }: DocumentNode): FieldNode | null {
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [field, ...others] = operations.flatMap(({ selectionSet }) => selectionSet.selections);
  return operations.length === 1 && others.length === 0 && field?.kind === Kind.FIELD ? field : null;
}

function followed(document: DocumentNode): DocumentNode {
  return visit(document, {
    OperationDefinition: (node) => {
      const selections = node.selectionSet.selections.map((selection) => {
        const field = selection as FieldNode;
        return { ...field, name: { kind: Kind.NAME, value: LIVE[field.name.value]! } as const };
      });
      return { ...node, operation: OperationTypeNode.SUBSCRIPTION, selectionSet: { ...node.selectionSet, selections } };
    },
  });
}

/** An answer without the time it took. */
function still(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, part: unknown) => (name === 'elapsedMs' ? 0 : part)));
}
