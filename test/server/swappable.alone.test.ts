import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { connect } from '../../src/answer/gateway';
import { requestContext } from '../../src/graphql/context';
import { servedFrom, type Served } from '../../src/server/http/serving';
import { Swappable } from '../../src/server/http/swappable';

/** The served registry is swapped while requests use it. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
  // Apollo logs this whenever a stopped server gets a request.
  jest.spyOn(console, 'warn').mockImplementation();
});
afterAll(() => {
  jest.restoreAllMocks();
  return server.close();
});

const served = async (): Promise<Served> =>
  servedFrom(await connect(server.registry, server.engine), (_, error) => {
    throw error;
  });
const answers = async ({ apollo, gateway }: Served) => {
  const contextValue = requestContext(gateway, Date.now());
  const { body } = await apollo.executeOperation({ query: '{ __typename }' }, { contextValue });
  return body.kind === 'single' && body.singleResult.errors === undefined;
};

test('a request keeps the registry that it began with, whose Apollo server stops after the last request', async () => {
  const [first, second, third] = [await served(), await served(), await served()];
  const serving = new Swappable(first);
  const ends: (() => void)[] = [];
  const request = () =>
    serving.use(async (one) => {
      await new Promise<void>((resolve) => ends.push(resolve));
      expect(await answers(one)).toBe(true);
      return one;
    });
  const requests = [request(), request()];
  await serving.swap(second);
  requests.push(request());
  await serving.swap(third);
  expect(serving.current).toBe(third);

  ends[0]!();
  expect(await requests[0]).toBe(first);
  expect(await answers(first)).toBe(true);
  ends[1]!();
  expect(await requests[1]).toBe(first);
  await expect(answers(first)).rejects.toThrow('after the server has stopped');
  expect(await answers(second)).toBe(true);
  ends[2]!();
  expect(await requests[2]).toBe(second);
  await expect(answers(second)).rejects.toThrow('after the server has stopped');
  expect(await answers(third)).toBe(true);

  await serving.stop();
  await expect(answers(third)).rejects.toThrow('after the server has stopped');
});

test('a failed request has ended too, and a registry without requests is stopped at once', async () => {
  const [first, second, third] = [await served(), await served(), await served()];
  const serving = new Swappable(first);
  let fail: (error: Error) => void;
  const request = serving.use(() => new Promise((_, reject) => (fail = reject)));
  await serving.swap(second);
  fail!(new Error('Gone wrong.'));
  await expect(request).rejects.toThrow('Gone wrong.');
  await expect(answers(first)).rejects.toThrow('after the server has stopped');
  await serving.swap(third);
  await expect(answers(second)).rejects.toThrow('after the server has stopped');
  await serving.stop();
});

test('listeners hear of each swap until they unsubscribe', async () => {
  const [first, second, third] = [await served(), await served(), await served()];
  const serving = new Swappable(first);
  const heard: [Served, Served][] = [];
  const end = serving.onSwap((next) => heard.push([next, serving.current]));
  await serving.swap(second);
  end();
  await serving.swap(third);
  expect(heard).toEqual([[second, second]]);
  await serving.stop();
});
