import { LatestValue } from '../../src/answer/latestValue';

test('the newest is kept, and what is waited for comes at once', async () => {
  const newest = new LatestValue<number>();
  newest.give(1);
  newest.give(2);
  expect(await newest.next()).toEqual({ value: 2, done: false });
  const waited = newest.next();
  expect(newest.isAwaited).toBe(true);
  newest.give(3);
  expect([await waited, newest.isAwaited]).toEqual([{ value: 3, done: false }, false]);
});

test('what was given is taken before the end', async () => {
  const newest = new LatestValue<number>();
  newest.give(1);
  newest.end();
  newest.give(2);
  const taken: number[] = [];
  for await (const one of newest) taken.push(one);
  expect(taken).toEqual([1]);
});

test('a reader that leaves is not kept waiting, takes nothing more, and is told of once', async () => {
  let left = 0;
  const newest = new LatestValue<number>(() => (left += 1));
  const waited = newest.next();
  await newest.return();
  expect(await waited).toEqual({ value: undefined, done: true });
  newest.give(1);
  await newest.return();
  expect([await newest.next(), left]).toEqual([{ value: undefined, done: true }, 1]);
});
