import { MEASURE_KINDS } from '../../src/model/kinds';
import { MOVEMENTS } from '../../src/model/measure';
import { denominatorWords, filtersOf, formula, numeratorWords, wordingFor } from '../../src/model/words/describe';
import { LANGUAGES } from '../../src/model/words/language';
import { PHRASES } from '../../src/model/words/phrases';
import { spaced } from '../../src/model/words/phrases/spaced';
import { GRAINS } from '../../src/time/grain';
import { loadShop, metricYaml } from './shopModel';

const ACTIVE = 'active: { from: ordered_at, until: shipped_at }';
const MOVED = '比较时间段开始与结束时有效的行，有效期为 ordered_at 至 shipped_at';

/** One measure or more of each kind, as YAML, and its words in Chinese. */
const MEASURES: readonly (readonly [string, string])[] = [
  ['{ count: orders }', 'orders 的行数，按 ordered_at 归入时间段'],
  ['{ count: orders, lag: 1 }', 'orders 的行数，按 ordered_at 归入时间段，取 1 天前的数据'],
  ['{ sum: amount, of: orders, per: 100 }', 'orders 中 amount × 0.01 之和，按 ordered_at 归入时间段'],
  ['{ count_distinct: customer_id, of: orders }', 'orders 中去重后的 customer_id 数，按 ordered_at 归入时间段'],
  [
    '{ count_first: customer_id, of: orders }',
    'orders 中去重后的 customer_id 数，每个只在其首行计一次，按 ordered_at 归入时间段',
  ],
  ['{ count: orders, window: { last: 7, unit: day } }', 'orders 的行数，按 ordered_at 归入时间段，取截至当天的 7 天'],
  ['{ count: orders, window: { since: month } }', 'orders 的行数，按 ordered_at 归入时间段，取当月开始以来的'],
  ['{ count: orders, window: { since: beginning } }', 'orders 的行数，按 ordered_at 归入时间段，取有数据以来的全部'],
  ['{ avg: amount, of: orders }', 'orders 中 amount 的平均值，按 ordered_at 归入时间段'],
  [
    '{ max: amount, of: orders, each: customer_id }',
    'orders 中 amount 的最大值，先按每个 customer_id 和天求和，按 ordered_at 归入时间段',
  ],
  ['{ median: amount, discrete: true, of: orders }', 'orders 中 amount 的离散中位数，按 ordered_at 归入时间段'],
  ['{ percentile: amount, fraction: 0.90, of: orders }', 'orders 中 amount 的 0.9 分位数，按 ordered_at 归入时间段'],
  [
    `{ count_distinct: id, of: orders, active: { from: ordered_at, until: shipped_at, at: open } }`,
    'orders 中去重后的 id 数，只计当天开始时有效的行，有效期为 ordered_at 至 shipped_at',
  ],
  [
    `{ sum: amount, of: orders, ${ACTIVE}, movement: new, each: customer_id }`,
    `orders 中 amount 之和按每个 customer_id 的新增部分，${MOVED}`,
  ],
  [
    `{ count_distinct: customer_id, of: orders, ${ACTIVE}, movement: churned }`,
    `orders 中流失的 customer_id 数（去重），${MOVED}`,
  ],
  [
    `{ count_distinct: customer_id, of: orders, ${ACTIVE}, movement: net }`,
    `orders 中去重后的 customer_id 数的净变化，${MOVED}`,
  ],
  [
    '{ count_returning: id, of: customer, lag: 1, within: [orders] }',
    'customer 中去重后的 id 数，按 joined_at 归入时间段，取 1 天前的数据，只计在当天有 orders 数据的',
  ],
  [
    '{ count_distinct: customer_id, of: orders, lag: 1 }',
    'orders 中去重后的 customer_id 数，按 ordered_at 归入时间段，取 1 天前的数据',
  ],
  [
    '{ activity: customer_id, of: orders, is: new }',
    'orders 中去重后的 customer_id 数，按 ordered_at 归入时间段，只计当天活跃且此前从未活跃的',
  ],
  [
    '{ activity: customer_id, of: orders, is: retained }',
    'orders 中去重后的 customer_id 数，按 ordered_at 归入时间段，只计当天活跃且前 1 天也活跃的',
  ],
  [
    '{ activity: customer_id, of: orders, is: resurrected }',
    'orders 中去重后的 customer_id 数，按 ordered_at 归入时间段，只计当天活跃、前 1 天不活跃、但更早活跃过的',
  ],
  [
    '{ activity: customer_id, of: orders, is: dormant }',
    'orders 中去重后的 customer_id 数，按 ordered_at 归入时间段，只计前 1 天活跃而当天不活跃的',
  ],
];

function inChinese(numerator: string): { readonly kind: string; readonly words: string } {
  const shop = loadShop({ 'more.yaml': metricYaml(`numerator: ${numerator}`, 'grain: day') });
  const metric = shop.metrics.get('m')!;
  return { kind: metric.definition.kind, words: numeratorWords(shop, metric, wordingFor(shop, 'zh')) };
}

test.each(MEASURES)('%s', (numerator, words) => {
  expect(inChinese(numerator).words).toBe(words);
});

test('the examples above have every kind of measure', () => {
  const kinds = new Set(MEASURES.map(([numerator]) => inChinese(numerator).kind));
  expect([...kinds].sort()).toEqual(Object.keys(MEASURE_KINDS).sort());
});

test('every kind has words in each language, and no language leaves a word out', () => {
  const base = { table: 't', filter: { kind: 'all', of: [] } } as const;
  const dated = { ...base, at: 'a', entity: 'e', column: 'c', factor: '1' } as const;
  const active = { ...base, from: 'f', until: 'u', entity: 'e', column: 'c', factor: '1' } as const;
  for (const language of LANGUAGES) {
    const { measures } = PHRASES[language];
    expect(Object.keys(measures).sort()).toEqual(Object.keys(MEASURE_KINDS).sort());
    for (const grain of GRAINS) {
      const texts = [
        measures.count({ ...dated, kind: 'count', lag: 2 }, grain),
        measures.return({ ...dated, kind: 'return', lag: 2, within: [{ table: 't', at: 'a', entity: 'e' }] }, grain),
        measures.rolling({ ...dated, kind: 'rolling', window: { kind: 'since', unit: grain } }, grain),
        measures.snapshot({ ...active, kind: 'snapshot', moment: 'close' }, grain),
        ...(['avg', 'min', 'max', 'percentile', 'discretePercentile'] as const).map((fn) =>
          measures.statistic({ ...dated, kind: 'statistic', fn, fraction: '0.5', per: 'e' }, grain),
        ),
        ...MOVEMENTS.flatMap((movement) =>
          (['amounts', 'entities'] as const).map((counts) =>
            measures.movement({ ...active, kind: 'movement', movement, counts }, grain),
          ),
        ),
      ];
      expect(texts.filter((text) => /undefined|null|NaN|\s{2}/.test(text))).toEqual([]);
      if (language === 'zh') expect(texts.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
    }
  }
});

describe('metrics that are made of others', () => {
  const shop = loadShop({
    'more.yaml': `
metrics:
  paid: { label: { en: Paid orders, zh: 付费订单 }, group: sales, numerator: { count: orders }, filters: [{ status: paid }, { not: { shipped_at: null } }], grain: day }
  web_paid: { label: { en: Web-paid, zh: 网页付费 }, group: sales, metric: paid, filters: [{ channel: web }, { not: { customer_id: 1 } }] }
  margin: { label: { en: Margin, zh: 利润 }, group: sales, expression: '100*((web_paid-paid)/paid)' }
  rate: { label: { en: Rate, zh: 付费率 }, group: sales, numerator: paid, denominator: order_count, grain: day }
`,
  });
  const told = (key: string, locale: string): unknown => {
    const metric = shop.metrics.get(key)!;
    const wording = wordingFor(shop, locale);
    return [formula(metric, wording), denominatorWords(shop, metric, wording), filtersOf(metric, wording)];
  };

  test('have labels in a locale, in quotation marks if a label could be several operands', () => {
    expect(told('margin', 'en')).toEqual(['100 * ((“Web-paid” - Paid orders) / Paid orders)', null, []]);
    expect(told('margin', 'zh')).toEqual(['100 * ((网页付费 - 付费订单) / 付费订单)', null, []]);
  });

  test('have Chinese words in every locale that begins with zh', () => {
    expect(told('paid', 'zh-Hant-TW')).toEqual([
      'orders 的行数，按 ordered_at 归入时间段；条件：status 为 paid，且 shipped_at 不为空',
      null,
      ['status 为 paid', 'shipped_at 不为空'],
    ]);
  });

  test('have the labels of dimensions in filters', () => {
    const label = shop.dimensions.get('channel')!.label['zh']!;
    expect((told('web_paid', 'zh') as [string])[0]).toMatch(new RegExp(`^付费订单；条件：${label} ?为`));
  });

  test('have English words in other locales', () => {
    expect(told('paid', 'de')).toEqual([
      'rows of orders by ordered_at, where status is paid and shipped_at is not null',
      null,
      ['status is paid', 'shipped_at is not null'],
    ]);
  });
});

test('a space separates Chinese characters from Latin letters, and leaves values alone', () => {
  expect(spaced`${'channel'}为${'网页web'}或${'a'}`).toBe('channel 为网页web 或 a');
});
