import { executeSync, isObjectType, parse } from 'graphql';
import { MetricAdditiveDetail } from '../../src/graphql/types/details';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { viewOf } from '../../src/policy/view';
import { ANYBODY } from '../../src/policy/viewer';
import { productModel } from '../registry/productModel';

/**
 * Fields that need no database return without a promise. In large answers a promise for every
 * number costs more than everything else.
 */
const registry = productModel();
const schema = subgraphSchema(registry);
/** The part of a request's context that the catalog reads. */
const contextValue = { view: viewOf(registry, ANYBODY) };

test('the catalog is answered without a promise', () => {
  const document = parse(`{ metricCatalog { version limits { maxRows } groups { label } metrics(search: "user") {
    key label(locale: "zh") description formula kind unit { kind } grains dimensions { label metrics { id } }
  } } }`);
  // It throws where anything waits.
  const { data, errors } = executeSync({ schema, document, contextValue });
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ metricCatalog: { metrics: expect.arrayContaining([expect.anything()]) } });
});

test('numbers and their formats are answered without a promise', () => {
  const cell = {
    decimal: '1234.5',
    status: 'OK',
    complete: true,
    previous: '1000',
    change: '0.2345',
    difference: '234.5',
    share: '0.5',
    numerator: null,
    denominator: null,
  } as const;
  const detail = new MetricAdditiveDetail(cell, { value: { kind: 'currency', currency: 'CNY' }, sides: null }, 'en');
  const type = schema.getType('MetricAdditiveDetail');
  if (!isObjectType(type)) throw new Error('no type of details');
  const { formatted, share } = type.getFields();
  const answer = (field: typeof formatted, args: object): unknown =>
    field!.resolve!(detail, args, undefined, undefined as never);
  expect([
    answer(formatted, { of: 'value' }),
    answer(formatted, { of: 'previous', locale: 'zh' }),
    answer(formatted, { of: 'change' }),
    answer(share, {}),
  ]).toEqual(['¥1,234.50', '¥1,000.00', '+23.5%', 0.5]);
});
