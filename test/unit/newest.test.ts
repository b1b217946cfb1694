import { LatestValue } from '../../src/answer/latestValue';

test('the newest value is kept, and a waiting reader gets it at once', async () => {
  const newest = new LatestValue<number>();
  newest.give(1);
  newest.give(2);
  expect(await newest.next()).toEqual({ value: 2, done: false });
  const waited = newest.next();
  expect(newest.isAwaited).toBe(true);
  newest.give(3);
  expect([await waited, newest.isAwaited]).toEqual([{ value: 3, done: false }, false]);
});

test('the last value comes before the end', async () => {
  const newest = new LatestValue<number>();
  newest.give(1);
  newest.end();
  newest.give(2);
  const taken: number[] = [];
  for await (const one of newest) taken.push(one);
  expect(taken).toEqual([1]);
});

test('a reader that leaves stops waiting, gets nothing more, and is reported once', async () => {
  let left = 0;
  const newest = new LatestValue<number>(() => (left += 1));
  const waited = newest.next();
  await newest.return();
  expect(await waited).toEqual({ value: undefined, done: true });
  newest.give(1);
  await newest.return();
  expect([await newest.next(), left]).toEqual([{ value: undefined, done: true }, 1]);
});
