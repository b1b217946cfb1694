import { parse, validate } from 'graphql';
import { graphiqlPath } from '../../console/widgets/picture/text/addresses';
import { curlText } from '../../console/widgets/picture/text/curl';
import { pictureQuery } from '../../console/widgets/picture/text/pictureQuery';
import { pythonLiteral, pythonText } from '../../console/widgets/picture/text/python';
import { typescriptText } from '../../console/widgets/picture/text/typescript';
import { gatewaySchema } from '../../src/graphql/schema';
import { loadRegistry } from '../../src/registry/load';
import { MODEL } from '../graphql/gatewayServer';
import { QUESTIONS } from './questions';

/** The texts that a person copies from a picture. */
const GATEWAY = { url: 'http://127.0.0.1:4000', needsKey: false };

test.each(Object.entries(QUESTIONS))('the query of a picture is valid, and names nothing: %s', (_name, args) => {
  const { query, variables } = pictureQuery(args, 'en');
  expect(validate(gatewaySchema(loadRegistry(MODEL)), parse(query))).toEqual([]);
  expect(query).not.toMatch(/tasks|task_type|utm_source/);
  const declared = [...query.matchAll(/\$(\w+):/g)].map(([, name]) => name);
  expect(declared).toEqual(Object.keys(variables));
});

test('an argument that is null or an empty list is left out', () => {
  const { variables } = pictureQuery({ ...QUESTIONS.plain, groupBy: [], compare: null, top: null }, 'zh');
  expect(variables).toEqual({ ...QUESTIONS.plain, locale: 'zh' });
});

test('no text has the key of the person, and each reads it from the environment', () => {
  const query = pictureQuery(QUESTIONS.plain, 'en');
  for (const text of [curlText, typescriptText, pythonText]) {
    expect(text(query, GATEWAY)).not.toMatch(/authorization|METERGATE_KEY/);
    expect(text(query, { ...GATEWAY, needsKey: true })).toMatch(/authorization[^]*METERGATE_KEY/);
  }
});

test('values of JSON in Python', () => {
  expect(pythonLiteral({ a: [true, null, 'it\'s "x"\n中'], b: {}, c: 1.5 })).toBe(
    '{\n    "a": [True, None, "it\'s \\"x\\"\\n中"],\n    "b": {},\n    "c": 1.5,\n}',
  );
});

test('the address of GraphiQL has the query and its variables', () => {
  const query = pictureQuery(QUESTIONS.filtered, 'en');
  const { searchParams, pathname } = new URL(graphiqlPath(query, 'en'), 'http://gateway');
  expect(pathname).toBe('/graphiql');
  expect(searchParams.get('query')).toBe(query.query);
  expect(JSON.parse(searchParams.get('variables')!)).toEqual(query.variables);
});
