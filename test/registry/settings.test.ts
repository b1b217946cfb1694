import { loadShop, metricProblems, problemsWith, SHOP, shopProblems } from './shopModel';

const zone = 'a name of the IANA database, such as Asia/Shanghai or UTC';

test('a time zone must be declared', () => {
  expect(shopProblems({ 'shop.yaml': SHOP.replace(/^timeZone.*$/m, '') })).toEqual([
    'shop.yaml:1: no file declares a timeZone — expected `timeZone:` and a zone such as Asia/Shanghai',
  ]);
});

test.each([
  ['Europe/Berln', '; did you mean "Europe/Berlin"?'],
  ['+08:00', ''],
  ['GMT+25', ''],
])('time zone %s', (name, guess) => {
  expect(shopProblems({ 'shop.yaml': SHOP.replace('Europe/Berlin', `'${name}'`) })).toEqual([
    `shop.yaml:2: timeZone: "${name}" is not a time zone — expected ${zone}${guess}`,
  ]);
});

test('currency', () => {
  expect(shopProblems({ 'shop.yaml': SHOP.replace('EUR', 'eur') })).toEqual([
    'shop.yaml:3: currency: "eur" is not a currency — expected an ISO 4217 code, such as CNY or USD; did you mean "EUR"?',
  ]);
  expect(metricProblems('numerator: { count: orders }', 'grain: day', 'unit: { currency: ABC }')).toEqual([
    'unit.currency: "ABC" is not a currency — expected an ISO 4217 code, such as CNY or USD',
  ]);
  const without = SHOP.replace(/^currency.*$/m, '').replace('grain: hour', 'grain: hour\n    unit: currency');
  expect(shopProblems({ 'shop.yaml': without })).toEqual([
    'shop.yaml:34: metrics.order_count.unit: does not say which currency — expected `{ currency: USD }`, or `currency:` for the whole registry',
  ]);
});

test('units', () => {
  const unit = (text: string): unknown => {
    const shop = SHOP.replace('grain: hour', `grain: hour\n    unit: ${text}`);
    return loadShop({ 'shop.yaml': shop }).metrics.get('order_count')!.unit;
  };
  expect(unit('currency')).toEqual({ kind: 'currency', currency: 'EUR' });
  expect(unit('{ currency: USD }')).toEqual({ kind: 'currency', currency: 'USD' });
  expect(unit('tokens')).toEqual({ kind: 'tokens', currency: null });
  expect(metricProblems('numerator: { count: orders }', 'grain: day', 'unit: token')).toEqual([
    'unit: is "token" — expected one of count, currency, percent, tokens, other; did you mean "tokens"?',
  ]);
});

test('limits are whole numbers from 1', () => {
  expect(problemsWith('limits: { maxRows: 0, maxBuckets: 1.5, maxMetrics: "9", timeout: 5 }')).toEqual([
    'more.yaml:1: limits.maxRows: is 0 — expected a whole number from 1 to 2147483647',
    'more.yaml:1: limits.maxBuckets: is 1.5 — expected a whole number from 1 to 2147483647',
    'more.yaml:1: limits.maxMetrics: is "9" — expected a whole number from 1 to 2147483647',
    'more.yaml:1: limits.timeout: there is no limit "timeout" — expected one of maxRows, maxBuckets, maxMetrics, timeoutMs, maxCost, costPerMinute, maxTokens, maxAliases, maxDirectives, maxExportRows, maxExportMs, maxAgeMs; did you mean "timeoutMs"?',
  ]);
});
