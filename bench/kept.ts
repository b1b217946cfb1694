import { fastify } from 'fastify';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { startSoaked } from './soak/served';
import { freeModel } from './viewers/freeModel';
import { markdown } from './report';

const ROUNDS = 7;
const REQUESTS = 300;
/** Clients that ask at a time, for the number of answers a second. */
const AT_ONCE = 16;

const WEEK = `{ metricSeries(select: [tasks], range: { last: 7, unit: DAY }, grain: DAY) {
  series { values } meta { cache { status } }
} }`;
const TRIVIAL = '{ hello }';

interface Measured {
  /** Milliseconds of a request alone. */
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
}

/**
 * Measures the same question again and again while nothing is written, beside a field that returns
 * a constant from Apollo Server on Fastify. Both are asked in turns.
 */
export async function measureKept(url: string): Promise<string> {
  const model = freeModel();
  const trivial = await trivialServer();
  const server = await startSoaked({
    DATABASE_URL: url,
    MODEL_DIRECTORY: model.path,
    PORT: '0',
    LOG_LEVEL: 'error',
    WARM_DASHBOARDS: '0',
  });
  try {
    let kept = 0;
    const askKept = async () => {
      const text = await post(server.url, WEEK);
      if (text.includes('"errors"')) throw new Error(text.slice(0, 300));
      if (text.includes('"HIT"')) kept += 1;
    };
    const askTrivial = () => post(trivial.url, TRIVIAL);
    // Both are compiled before anything counts.
    for (let round = 0; round < REQUESTS; round++) await Promise.all([askKept(), askTrivial()]);
    kept = 0;
    const rounds: { readonly kept: Measured; readonly trivial: Measured }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({ kept: await measure(askKept), trivial: await measure(askTrivial) });
    }
    const asked = ROUNDS * 2 * REQUESTS;
    const ratio = median(rounds.map((round) => round.kept.perSecond / round.trivial.perSecond));
    const rows = (['kept', 'trivial'] as const).map((which) => [
      which === 'kept' ? 'one metric, 7 days by day' : 'a constant field',
      ...(['p50', 'p95', 'perSecond'] as const).map((figure) =>
        median(rounds.map((round) => round[which][figure])).toFixed(figure === 'perSecond' ? 0 : 1),
      ),
    ]);
    return [
      '## The same question again, nothing is written\n',
      markdown([['', 'p50 ms', 'p95 ms', 'answers a second'], ...rows]),
      `\n${kept} of ${asked} answers were kept. Answers a second, kept to constant: ${ratio.toFixed(2)} (target ≥ 0.50; p50 ≤ 5 ms).\n`,
    ].join('\n');
  } finally {
    await server.stop();
    await trivial.close();
    model.remove();
  }
}

async function measure(ask: () => Promise<unknown>): Promise<Measured> {
  const durations: number[] = [];
  for (let index = 0; index < REQUESTS; index++) {
    const began = performance.now();
    await ask();
    durations.push(performance.now() - began);
  }
  durations.sort((a, b) => a - b);
  const began = performance.now();
  let left = REQUESTS;
  const client = async () => {
    while (left-- > 0) await ask();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  const at = (part: number) => durations[Math.floor(part * durations.length)]!;
  return { p50: at(0.5), p95: at(0.95), perSecond: (REQUESTS * 1_000) / (performance.now() - began) };
}

async function post(url: string, query: string): Promise<string> {
  const body = JSON.stringify({ query });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return response.text();
}

/** Apollo Server on Fastify with one constant field, in this process. */
async function trivialServer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const fields = { hello: { type: GraphQLString, resolve: () => 'world' } };
  const apollo = new ApolloServer({
    schema: new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) }),
  });
  await apollo.start();
  const app = fastify();
  app.post('/graphql', async ({ body, headers }, reply) => {
    const sent = new HeaderMap();
    for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') sent.set(name, value);
    const { body: answer } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: sent, body, search: '' },
      context: async () => ({}),
    });
    return reply.type('application/json').send(answer.kind === 'complete' ? answer.string : '');
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => app.close().then(() => apollo.stop()) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
