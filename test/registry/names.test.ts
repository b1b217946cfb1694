import { loadShop, metricProblems, problemsWith } from './shopModel';

const published = (key: string): string[] =>
  problemsWith(
    `metrics:\n  ${key}: { label: { en: M, zh: 指标 }, group: sales, numerator: { count: orders }, grain: day }`,
  );

test.each(['and', 'or', 'not', 'TIME', 'true', 'null'])('%s is a word of the query language', (key) => {
  expect(published(key)).toEqual([
    `more.yaml:2: metrics.${key}: "${key}" is a word of the query language — expected a name other than and, or, not, true, false, null, TIME`,
  ]);
});

test('names are valid in GraphQL', () => {
  for (const key of ['2nd', 'à', 'a-b', '订单', 'a.b']) {
    expect(published(key)).toEqual([
      `more.yaml:2: metrics.${key}: "${key}" is not a valid name — expected letters, digits and _, beginning with a letter or _`,
    ]);
  }
  expect(published('__m')).toEqual([
    'more.yaml:2: metrics.__m: names that begin with __ belong to GraphQL — expected a name that begins otherwise',
  ]);
  expect(published('_m')).toEqual([]);
});

test('names fit the column names of a statement', () => {
  expect(published('m'.repeat(46))).toEqual([]);
  expect(published('m'.repeat(47))[0]).toMatch(/has 47 characters — expected a name of at most 46$/);
});

test('metrics and dimensions share one name space', () => {
  expect(published('channel')[0]).toMatch(
    /^more\.yaml:2: metrics\.channel: is also the key of a dimension \(.*shop\.yaml:26\) — expected keys that metrics and dimensions do not share$/,
  );
});

test('labels by locale are needed in every locale', () => {
  const group = (label: string): string[] => problemsWith(`groups:\n  more: ${label}`);
  expect(group('{ label: { en: More } }')).toEqual([
    'more.yaml:2:11: groups.more.label.zh: is missing — expected text in zh, or `locales: [en]` in the registry',
  ]);
  expect(group('{ label: { en: " ", zh: 更多 } }')).toEqual([
    'more.yaml:2: groups.more.label.en: is " " — expected text that is not empty',
  ]);
  expect(group('{ label: { en: 2024, zh: 更多 } }')).toEqual([
    "more.yaml:2: groups.more.label.en: is 2024 — expected text; with quotes: '2024'",
  ]);
  expect(group('{ label: [More] }')).toEqual(['more.yaml:2: groups.more.label: is a list — expected text']);
  expect(group('{ label: {} }')).toEqual([
    'more.yaml:2: groups.more.label: is a mapping — expected text, or texts by locale',
  ]);
  expect(group('{ labels: { en: More, zh: 更多 } }')).toEqual([
    'more.yaml:2: groups.more.label: is missing — expected text',
    'more.yaml:2: groups.more.labels: there is no field "labels" here — expected label; did you mean "label"?',
  ]);
});

test('a metric names its group; a group without metrics is fine', () => {
  expect(metricProblems('numerator: { count: orders }', 'grain: day')).toEqual([]);
  expect(loadShop({ 'more.yaml': 'groups: { more: { label: { en: More, zh: 更多 } } }' }).groups.size).toBe(2);
  expect(
    problemsWith(
      'metrics:\n  m:\n    label: { en: M, zh: 指标 }\n    group: sale\n    numerator: { count: orders }\n    grain: day',
    ),
  ).toEqual(['more.yaml:4: metrics.m.group: there is no group "sale" — expected sales; did you mean "sales"?']);
});

test('an unknown field is rejected', () => {
  expect(metricProblems('numerator: { count: orders }', 'grain: day', 'colour: red', 'filter: []')).toEqual([
    'colour: there is no field "colour" here — expected one of label, description, group, priority, owner, better, unit, numerator, denominator, metric, expression, filters, grain, overTime, deprecated, …',
    'filter: there is no field "filter" here — expected one of label, description, group, priority, owner, better, unit, numerator, denominator, metric, expression, filters, grain, overTime, deprecated, …; did you mean "filters"?',
  ]);
});
