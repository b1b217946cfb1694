import { Turns, type Turn } from '../../src/engine/turns';

/** The clients get turns one after the other, however many each of them waits for. */
const NEVER_LATE = Infinity;

/** Asks for a turn in the name of each client. `served` lists the granted ones in order. */
function asked(places: Turns, clients: readonly string[]) {
  const served: string[] = [];
  const turns = clients.map((name) => {
    const turn = places.ask(name[0]!, NEVER_LATE);
    void turn.granted.then(() => served.push(name));
    return turn;
  });
  return { served, turns };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a client with many waiting statements waits behind clients with few', async () => {
  const places = new Turns(1);
  const { served, turns } = asked(places, ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']);
  for (let step = 0; step < turns.length; step++) {
    await settled();
    turns[['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].indexOf(served.at(-1)!)]!.end();
  }
  expect(served).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

test('one client never gets all turns, and another does not wait for its slow statements', async () => {
  const places = new Turns(10);
  const { served } = asked(
    places,
    Array.from({ length: 30 }, (_, index) => `a${index}`),
  );
  await settled();
  expect(served).toHaveLength(8);
  const other = asked(places, ['b0', 'b1', 'b2']);
  await settled();
  expect(other.served).toEqual(['b0', 'b1']);
});

test('a statement that two clients wait for runs at the first turn of either', async () => {
  const places = new Turns(1);
  const { served, turns } = asked(places, ['a1', 'a2', 'a3']);
  turns[2]!.alsoFor('b');
  await settled();
  turns[0]!.end();
  await settled();
  turns[1]!.end();
  await settled();
  expect(served).toEqual(['a1', 'a2', 'a3']);
  turns[2]!.end();
  const next = asked(places, ['c1', 'c2', 'c3', 'c4']);
  next.turns[3]!.alsoFor('b');
  await settled();
  next.turns[0]!.end();
  await settled();
  next.turns[1]!.end();
  await settled();
  expect(next.served).toEqual(['c1', 'c2', 'c4']);
});

test('a cancelled wait ends, and its turn goes to the next', async () => {
  const places = new Turns(1);
  const { served, turns } = asked(places, ['a1', 'a2', 'a3']);
  await settled();
  turns[1]!.end();
  turns[0]!.end();
  turns[0]!.end();
  await settled();
  expect(served).toEqual(['a1', 'a3']);
});

test('the number of waiting statements is limited, and one client may use half of it', async () => {
  const places = new Turns(1);
  places.ask('a', NEVER_LATE);
  for (let index = 0; index < 500; index++) places.ask('a', NEVER_LATE);
  expect(() => places.ask('a', NEVER_LATE)).toThrow('500 statements of yours wait for the database');
  const turns: Turn[] = [];
  for (let index = 0; index < 500; index++) turns.push(places.ask(`b${index}`, NEVER_LATE));
  expect(() => places.ask('c', NEVER_LATE)).toThrow(
    expect.objectContaining({
      code: 'ENGINE_UNAVAILABLE',
      message: 'This cannot be answered now: 1000 statements wait for the database.',
      retryAfterMs: expect.any(Number),
    }),
  );
  turns[7]!.end();
  expect(() => places.ask('c', NEVER_LATE)).not.toThrow();
});

test('a caller whose turn would come too late is rejected at once, with a time to retry after', async () => {
  const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000);
  const places = new Turns(1);
  const first = places.ask('a', NEVER_LATE);
  clock.mockReturnValue(1_050);
  first.end();
  places.ask('a', 10);
  let refusal: { message: string; retryAfterMs: number } | undefined;
  try {
    places.ask('b', 10);
  } catch (error) {
    refusal = error as { message: string; retryAfterMs: number };
  }
  expect(refusal?.message).toContain('the time for this would be over before its turn');
  expect(refusal?.retryAfterMs).toBeGreaterThanOrEqual(200);
  expect(() => places.ask('b', 5_000)).not.toThrow();
  clock.mockRestore();
});
