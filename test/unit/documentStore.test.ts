import { parse } from 'graphql';
import { documentStore, keptDocuments } from '../../src/server/http/documentStore';

test('a server does not find the documents of another one', async () => {
  const [one, other] = [documentStore(), documentStore()];
  const document = parse('{ __typename }');
  await one.set('key', document);
  expect([await one.get('key'), await other.get('key')]).toEqual([document, undefined]);
  await one.delete('key');
  expect(await one.get('key')).toBeUndefined();
});

test('all servers together keep a bounded number of documents, the newest ones', async () => {
  const before = keptDocuments();
  const store = documentStore();
  const fields = Array.from({ length: 2_000 }, (_, index) => `f${index}: __typename`).join(' ');
  for (let index = 0; index < 300; index++) await store.set(String(index), parse(`query q${index} { ${fields} }`));
  expect(keptDocuments() - before).toBeLessThan(300);
  expect(await store.get('299')).toBeDefined();
  expect(await store.get('0')).toBeUndefined();
});
