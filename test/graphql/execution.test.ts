import { buildSchema, execute as executeByLibrary, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { execute } from '../../src/graphql/execution/execute';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { productModel } from '../registry/productModel';

/**
 * The executor answers as the library does. Both answer each case. Only the words differ if a type
 * of the schema itself is wrong.
 */

const schema = buildSchema(`
  interface Named { name: String! }
  type Person implements Named { name: String! age: Int friends: [Person!] strict: [Person!]! }
  type Town implements Named { name: String! people(first: Int = 2): [Person] }
  union Any = Person | Town
  enum Color { RED GREEN }
  type Query {
    named: [Named] any: [Any!] color: Color wrongColor: Color colors: [Color!]
    text(of: String! = "a", upper: Boolean): String person: Person must: Person! later: Person
    fails: String mustFail: String! failsLater: String numbers: [[Int]] mustNumbers: [[Int!]!] notAList: [Int]
    people: [Person] laterPeople: [Person!]! errors: [String] method: Int nothing: Town
  }
  type Mutation { add(to: Int!): Int }
  type Subscription { person: Person }
`);
for (const [type, own] of [
  ['Person', 'age'],
  ['Town', 'people'],
] as const) {
  const object = schema.getType(type) as { isTypeOf?: unknown };
  object.isTypeOf = (value: object) => own in value;
}

const ann = { __typename: 'Person', name: 'Ann', age: 3, friends: [{ name: 'Bob', age: null }], strict: [] };
const broken = { name: null, age: 'old', friends: [ann, { age: 1, name: null }], strict: [null] };
const town = { name: () => 'Ulm', people: ({ first }: { first: number }) => [ann, broken, ann].slice(0, first) };
const fail = (): never => {
  throw new Error('It fails.');
};
const rootValue = {
  named: [ann, town, null],
  any: () => [town, ann],
  color: 'RED',
  wrongColor: 'BLUE',
  colors: ['GREEN', 'BLUE'],
  text: ({ of, upper }: { of: string; upper?: boolean }) => (upper ? of.toUpperCase() : of),
  person: ann,
  must: null,
  later: async () => broken,
  fails: fail,
  mustFail: fail,
  failsLater: async () => fail(),
  numbers: [[1, null, 'x'], null, [2]],
  mustNumbers: [[1, null], [2]],
  notAList: 5,
  people: [ann, broken, null, ann],
  laterPeople: () => [Promise.resolve(ann), Promise.reject(new Error('late'))],
  errors: ['a', new Error('of one'), Promise.resolve('c')],
  method: () => 7,
  add: ({ to }: { to: number }) => to + 1,
};

const DOCUMENTS: readonly (readonly [string, Record<string, unknown>?])[] = [
  ['{ color colors wrongColor method person { name age friends { name } } nothing { name } }'],
  ['{ a: color b: color __typename person { __typename n: name n2: name } }'],
  ['{ named { name __typename ... on Person { age } ... on Town { people { name } } } any { ... on Named { name } } }'],
  ['{ people { name } }'],
  ['{ people { age friends { name } } }'],
  ['{ people { strict { name } } }'],
  ['{ people { ...P } } fragment P on Person { name ...Q } fragment Q on Person { age friends { age } }'],
  ['{ fails failsLater color }'],
  ['{ mustFail color }'],
  ['{ later { age } mustFail failsLater }'],
  ['{ must { name } }'],
  ['{ later { name } color }'],
  ['{ laterPeople { name } }'],
  ['{ numbers mustNumbers notAList errors }'],
  ['{ text b: text(of: "x", upper: true) c: text(of: null) }'],
  ['query ($of: String!, $upper: Boolean) { text(of: $of, upper: $upper) }', { of: 'v', upper: true }],
  ['query ($of: String) { text(of: $of) }', { of: null }],
  ['query ($of: String!) { text(of: $of) }', { of: 5 }],
  ['query ($of: String!) { text(of: $of) }'],
  [
    'query ($on: Boolean!) { color @include(if: $on) method @skip(if: $on) person { age @skip(if: $on) name } }',
    { on: true },
  ],
  ['{ color @skip(if: true) }'],
  ['{ __proto__: color person { __proto__: name constructor: age } }'],
  ['{ toString: color people { hasOwnProperty: age } }'],
  ['{ missing color }'],
  ['{ person { name } person { age friends { name } } }'],
  ['{ __schema { queryType { name } types { name } } __type(name: "Color") { enumValues { name } } }'],
  ['mutation { add(to: 1) b: add(to: 2) }'],
  ['subscription { person { name } }'],
  ['query A { color } query B { method }'],
];

test.each(DOCUMENTS.map(([text, variables]) => ({ text, variables })))('$text', async ({ text, variables }) => {
  await mustAgree(schema, { text, variables, rootValue });
});

test('an operation is chosen by its name', async () => {
  const executed = { schema, document: parse('query A { color } query B { method }'), rootValue };
  expect(await execute({ ...executed, operationName: 'B' })).toEqual({ data: { method: 7 } });
  expect(await execute({ ...executed, operationName: 'C' })).toEqual(
    await executeByLibrary({ ...executed, operationName: 'C' }),
  );
});

test('an answer without promises is no promise', () => {
  const document = parse('{ person { name friends { name } } }');
  expect(execute({ schema, document, rootValue })).toEqual({
    data: { person: { name: 'Ann', friends: [{ name: 'Bob' }] } },
  });
});

test('the schema of the demo introspects itself equally', async () => {
  const text = '{ _service { sdl } __schema { types { name fields { name args { name defaultValue } } } } }';
  await mustAgree(subgraphSchema(productModel()), { text });
});

interface Case {
  readonly text: string;
  readonly variables?: Record<string, unknown> | undefined;
  readonly rootValue?: unknown;
}

async function mustAgree(of: GraphQLSchema, { text, variables, rootValue: root }: Case): Promise<void> {
  const executed = { schema: of, document: parse(text), rootValue: root, variableValues: variables };
  const [ours, theirs] = [await execute(executed), await executeByLibrary(executed)];
  expect(written(ours)).toBe(written(theirs));
}

/** As a client reads it. The order of errors may differ if some fields wait. */
function written({ data, errors = [] }: ExecutionResult): string {
  return JSON.stringify([data, errors.map((one) => JSON.stringify(one)).sort()], null, 1);
}
