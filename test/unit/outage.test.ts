import { Outage } from '../../src/engine/outage';

/**
 * While the database is away, one request at a time tries to connect, and the others fail at once.
 */
const away = new Error('away');
let clock: jest.SpyInstance<number>;
beforeEach(() => {
  clock = jest.spyOn(performance, 'now').mockReturnValue(10_000);
});
afterEach(() => clock.mockRestore());

/** `fail` ends the attempt in progress; `tries` counts attempts. */
function database() {
  let fail: () => void = () => undefined;
  const state = {
    tries: 0,
    fail: () => fail(),
    connect: () => {
      state.tries += 1;
      return new Promise<never>((_, reject) => (fail = () => reject(away)));
    },
  };
  return state;
}

test('requests during an attempt, or too early after it, fail without one of their own', async () => {
  const outage = new Outage();
  const state = database();
  const { connect } = state;
  await expect(outage.attempt(() => Promise.reject(away))).rejects.toBe(away);
  await expect(outage.attempt(connect)).rejects.toBe(away);
  clock.mockReturnValue(10_499);
  await expect(outage.attempt(connect)).rejects.toBe(away);
  clock.mockReturnValue(10_500);
  const trying = outage.attempt(connect);
  for (let index = 0; index < 100; index++) {
    await expect(outage.attempt(() => Promise.reject(new Error('tried')))).rejects.toBe(away);
  }
  expect(state.tries).toBe(1);
  state.fail();
  await expect(trying).rejects.toBe(away);
});

test('after a successful attempt all requests connect', async () => {
  const outage = new Outage();
  await expect(outage.attempt(() => Promise.reject(away))).rejects.toBe(away);
  clock.mockReturnValue(10_500);
  expect(await outage.attempt(() => Promise.resolve('open'))).toBe('open');
  expect(await Promise.all([1, 2, 3].map((one) => outage.attempt(() => Promise.resolve(one))))).toEqual([1, 2, 3]);
});
