import { AnswerMemory, type Room } from '../../src/answer/answerMemory';
import { Deadline } from '../../src/engine/deadline';

/** The answers that a process holds in memory at a time. */
const LONG = () => new Deadline(60_000);

/** The names of the admitted requests, in order. */
let entered: string[];
beforeEach(() => (entered = []));
function take(room: Room, fields: number, name: string, deadline = LONG()): Promise<void> {
  return room.take(fields, deadline).then(() => void entered.push(name));
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('an answer that fits goes on at once, others wait for room, and a small one passes a large one', async () => {
  const memory = new AnswerMemory(100);
  const [first, second, third, fourth] = [memory.room(), memory.room(), memory.room(), memory.room()];
  await take(first, 60, 'first');
  const large = take(second, 50, 'second');
  await take(third, 40, 'third');
  const small = take(fourth, 10, 'fourth');
  await turn();
  expect(entered).toEqual(['first', 'third']);
  third.leave();
  await small;
  expect(entered).toEqual(['first', 'third', 'fourth']);
  first.leave();
  await large;
  expect(entered).toEqual(['first', 'third', 'fourth', 'second']);
});

test('an answer larger than the memory waits until it is alone', async () => {
  const memory = new AnswerMemory(100);
  const [first, huge, other] = [memory.room(), memory.room(), memory.room()];
  await take(first, 1, 'first');
  const waiting = take(huge, 500, 'huge');
  await turn();
  expect(entered).toEqual(['first']);
  first.leave();
  await waiting;
  const next = take(other, 1, 'other');
  await turn();
  expect(entered).toEqual(['first', 'huge']);
  huge.leave();
  await next;
});

test('of two answers that wait for each other, the first in line goes on', async () => {
  const memory = new AnswerMemory(100);
  const [first, second, third] = [memory.room(), memory.room(), memory.room()];
  await take(first, 50, 'first');
  await take(second, 50, 'second');
  const newcomer = take(third, 10, 'third');
  const more = take(second, 30, 'more of second');
  await turn();
  expect(entered).toEqual(['first', 'second']);
  const most = take(first, 30, 'more of first');
  await more;
  await turn();
  expect(entered).toEqual(['first', 'second', 'more of second']);
  second.leave();
  await Promise.all([most, newcomer]);
});

test('a lone answer that needs more than the memory goes on', async () => {
  const room = new AnswerMemory(100).room();
  await take(room, 90, 'one');
  await take(room, 90, 'two');
  expect(entered).toEqual(['one', 'two']);
});

test('a waiting answer that is late or cancelled does not block others', async () => {
  const memory = new AnswerMemory(100);
  const [first, late, gone, last] = [memory.room(), memory.room(), memory.room(), memory.room()];
  await take(first, 100, 'first');
  await expect(take(late, 10, 'late', new Deadline(20))).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
  const deadline = LONG();
  const left = take(gone, 10, 'gone', deadline);
  deadline.callOff(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  late.leave();
  gone.leave();
  const next = take(last, 100, 'last');
  first.leave();
  await next;
  expect(entered).toEqual(['first', 'last']);
});

test('an answer that is text holds the size of the text until it is sent', async () => {
  const memory = new AnswerMemory(100);
  const [first, second, third] = [memory.room(), memory.room(), memory.room()];
  await take(first, 100, 'first');
  const next = [take(second, 80, 'second'), take(third, 20, 'third')];
  await turn();
  expect(entered).toEqual(['first']);
  // The size of ten fields.
  first.keep(2_000);
  await next[0];
  await turn();
  expect(entered).toEqual(['first', 'second']);
  first.leave();
  await next[1];
});

test('work for a finished request holds nothing', async () => {
  const memory = new AnswerMemory(100);
  const [gone, other] = [memory.room(), memory.room()];
  gone.leave();
  await take(gone, 100, 'gone');
  gone.keep(2_000);
  gone.leave();
  await take(other, 100, 'other');
  expect(entered).toEqual(['gone', 'other']);
});

test('under random load all are admitted, and at most one goes over the limit', async () => {
  const memory = new AnswerMemory(1_000);
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 0x7fffffff) % below;
  let [held, most] = [0, 0];
  const one = async () => {
    const room = memory.room();
    for (let part = 0; part < 3; part++) {
      const fields = random(400);
      await room.take(fields, LONG());
      held += fields;
      most = Math.max(most, held);
      for (let turns = random(4); turns > 0; turns--) await turn();
    }
    held -= room.held;
    room.leave();
  };
  await Promise.all(Array.from({ length: 300 }, one));
  expect(held).toBe(0);
  expect(most).toBeGreaterThan(900);
  expect(most).toBeLessThanOrEqual(1_000 + 1_200);
});
