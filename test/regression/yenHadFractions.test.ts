import { formatNumber } from '../../src/answer/format';

const inCurrency = (currency: string) => (decimal: string) =>
  formatNumber(decimal, 'value', { kind: 'currency', currency }, 'en').replace('\u00a0', ' ');

// 5 yen were shown as ¥5.0.
test('amounts have the fraction digits of their currency, and small ones two significant digits', () => {
  const all = ['5', '0', '12345.6', '0.5', '0.0039'];
  expect(all.map(inCurrency('JPY'))).toEqual(['¥5', '¥0', '¥12,346', '¥0.5', '¥0.0039']);
  expect(all.map(inCurrency('CNY'))).toEqual(['¥5.00', '¥0.00', '¥12,345.60', '¥0.50', '¥0.0039']);
  expect(all.map(inCurrency('KWD'))).toEqual(['KWD 5.000', 'KWD 0.000', 'KWD 12,345.600', 'KWD 0.500', 'KWD 0.0039']);
});
