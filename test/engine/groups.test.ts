import { Groups } from '../../src/engine/embedded/groups';

const ENCRYPTION = 80877103;
const VERSION_3 = 196608;

/**
 * A message on the wire: its type, its length (including the 4 bytes of the length), its content.
 */
function message(type: string, content: string | Buffer = ''): Buffer {
  const body = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

/** The first message of a connection has no type; it begins with a code. */
function untyped(code: number, content = ''): Buffer {
  const front = Buffer.alloc(4);
  front.writeUInt32BE(code);
  return message('', Buffer.concat([front, Buffer.from(content)]));
}

const startup = untyped(VERSION_3, 'user\0u\0\0');
const [parse, bind, execute, sync] = [
  message('P', '\0SELECT $1\0'),
  message('B', 'x'.repeat(500)),
  message('E'),
  message('S'),
];
const extended = Buffer.concat([parse, bind, execute, sync]);
const query = message('Q', 'SELECT 1\0');
const terminate = message('X');

/** Feeds bytes in pieces of one size and returns the groups that come out. */
function cut(bytes: Buffer, size: number) {
  const groups = new Groups();
  const found = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...groups.take(bytes.subarray(at, at + size)));
  return found;
}

test.each([1, 2, 3, 7, 64, 100_000])('groups do not depend on the size of the pieces: %i bytes', (size) => {
  const found = cut(Buffer.concat([startup, extended, query, terminate]), size);
  expect(found.map(({ kind }) => kind)).toEqual(['startup', 'messages', 'messages', 'terminate']);
  expect(found.map(({ bytes }) => bytes)).toEqual([startup, extended, query, terminate]);
});

test('an incomplete group waits for its end', () => {
  const groups = new Groups();
  groups.take(startup);
  expect(groups.take(Buffer.concat([parse, bind]))).toEqual([]);
  expect(groups.take(execute)).toEqual([]);
  expect(groups.take(sync)).toEqual([{ kind: 'messages', bytes: extended }]);
});

test('a request for encryption may come before the startup message', () => {
  expect(cut(Buffer.concat([untyped(ENCRYPTION), startup]), 5).map(({ kind }) => kind)).toEqual([
    'encryption',
    'startup',
  ]);
});
