import { shortName } from '../../console/charts/options/legendOption';
import { panelsOf } from '../../console/charts/options/panels';
import { timeOption, type TimeKind } from '../../console/charts/options/timeOption';
import type { Colors } from '../../console/charts/colors';
import type { Answer, Series } from '../../console/questions/useSeries';
import { en } from '../../console/words/en';

/** Numbers of several units never share an axis. */
const COUNT = { kind: 'COUNT', currency: null } as const;
const EURO = { kind: 'CURRENCY', currency: 'EUR' } as const;
const PERCENT = { kind: 'PERCENT', currency: null } as const;

function series(key: string, unit: object, groups: readonly string[] = [], others: object = {}): Series {
  const metric = { key, label: key.toUpperCase(), unit };
  return {
    metric,
    label: [metric.label, ...groups].join(' · '),
    group: groups.map((label) => ({ value: label, label })),
    others: false,
    values: [1, 2],
    formatted: ['1', '2'],
    statuses: ['OK', 'OK'],
    previous: null,
    ...others,
  } as unknown as Series;
}

const buckets = ['2026-01-01', '2026-01-02'].map((start) => ({ start, label: start, complete: true }));
const answerOf = (...all: readonly Series[]) => ({ buckets, series: all, meta: {} }) as unknown as Answer;
const COLORS: Colors = {
  ...{ series: ['red', 'green', 'blue'], others: 'grey', ink: '', quiet: '', line: '', surface: '', accent: '' },
  font: 'serif',
};

interface Drawn {
  readonly grid: object;
  readonly legend?: { readonly data: readonly string[] };
  readonly xAxis: readonly { readonly axisLabel: { readonly show: boolean } }[];
  readonly series: readonly { readonly name: string; readonly yAxisIndex: number; readonly color: string }[];
}

function drawn(answer: Answer, kind: TimeKind = 'line') {
  const { option, height } = timeOption({ answer, kind, colors: COLORS, words: en, language: 'en' });
  return { option: option as unknown as Drawn, height };
}

test('one unit is one picture with a line each', () => {
  const { option, height } = drawn(answerOf(series('visits', COUNT), series('users', COUNT)));
  expect(height).toBeNull();
  expect(option.grid).toMatchObject({ containLabel: true });
  expect(option.legend!.data).toEqual(['VISITS', 'USERS']);
  expect(option.series.map(({ yAxisIndex, color }) => [yAxisIndex, color])).toEqual([
    [0, 'red'],
    [0, 'green'],
  ]);
});

test('three units are three panels over one axis of time, each with its name and no legend', () => {
  const answer = answerOf(series('visits', COUNT), series('money', EURO), series('rate', PERCENT));
  expect(panelsOf(answer).map(({ title }) => title)).toEqual(['VISITS', 'MONEY', 'RATE']);
  const { option, height } = drawn(answer);
  expect(height).toBeGreaterThan(450);
  expect(option.legend).toBeUndefined();
  expect(option.series.map(({ yAxisIndex, color }) => [yAxisIndex, color])).toEqual([
    [0, 'red'],
    [1, 'green'],
    [2, 'blue'],
  ]);
  expect(option.xAxis.map(({ axisLabel }) => axisLabel.show)).toEqual([false, false, true]);
});

test('a panel with two metrics has their names in a legend', () => {
  const answer = answerOf(series('visits', COUNT), series('money', EURO), series('users', COUNT));
  expect(panelsOf(answer).map(({ title, lines }) => [title, lines.length])).toEqual([
    ['VISITS, USERS', 2],
    ['MONEY', 1],
  ]);
  expect(drawn(answer).option.legend!.data).toEqual(['VISITS', 'USERS', 'MONEY']);
});

test('groups of two metrics have a panel for each metric, and a group has one colour and one name', () => {
  const rest = { others: true };
  const answer = answerOf(
    ...[
      series('visits', COUNT, ['Oslo']),
      series('visits', COUNT, ['Rome']),
      series('visits', COUNT, ['Others'], rest),
    ],
    ...[series('users', COUNT, ['Oslo']), series('users', COUNT, ['Rome']), series('users', COUNT, ['Others'], rest)],
  );
  const { option } = drawn(answer, 'bars');
  expect(option.legend!.data).toEqual(['Oslo', 'Rome', 'Others']);
  expect(option.series.map(({ name, yAxisIndex, color }) => [name, yAxisIndex, color])).toEqual([
    ['Oslo', 0, 'red'],
    ['Rome', 0, 'green'],
    ['Others', 0, 'grey'],
    ['Oslo', 1, 'red'],
    ['Rome', 1, 'green'],
    ['Others', 1, 'grey'],
  ]);
});

describe('an area', () => {
  const kindsOf = (...all: readonly Series[]) =>
    (drawn(answerOf(...all), 'area').option.series as readonly { stack?: string; areaStyle?: object }[]).map(
      ({ stack, areaStyle }) => [stack, areaStyle !== undefined],
    );
  const visits = (group: string, values: readonly (number | null)[] = [1, 2]) => {
    const one = series('visits', COUNT, [group], { values });
    return { ...one, metric: { ...one.metric, additive: true } };
  };

  test('lies on those of other groups if the numbers add up', () => {
    const stacked = ['panel 0', true];
    expect(kindsOf(visits('Oslo'), visits('Rome', [null, 0]))).toEqual([stacked, stacked]);
  });

  test('is a line if several do not add up, belong to several metrics, or are below zero', () => {
    const line = [undefined, false];
    expect(kindsOf(series('users', COUNT, ['Oslo']), series('users', COUNT, ['Rome']))).toEqual([line, line]);
    expect(kindsOf(series('visits', COUNT), series('users', COUNT))).toEqual([line, line]);
    expect(kindsOf(visits('Oslo'), visits('Rome', [1, -1]))).toEqual([line, line]);
  });

  test('of one line is filled', () => expect(kindsOf(series('users', COUNT))).toEqual([[undefined, true]]));

  test('of a running bucket lies on that of the other groups only', () => {
    const answer = answerOf(visits('Oslo'), visits('Rome'));
    const running = { ...answer, buckets: answer.buckets.map((one, at) => ({ ...one, complete: at === 0 })) };
    const { series: lines } = drawn(running, 'area').option;
    expect((lines as readonly { stack?: string }[]).map(({ stack }) => stack)).toEqual([
      'panel 0',
      'running 0',
      'panel 0',
      'running 0',
    ]);
  });
});

test('each panel with one line has its comparison period', () => {
  const before = { previous: [2, 3] };
  const { option } = drawn(answerOf(series('visits', COUNT, [], before), series('money', EURO, [], before)));
  expect(option.legend!.data).toEqual([en.compare.before]);
  expect(option.series.map(({ name, yAxisIndex }) => [name, yAxisIndex])).toEqual([
    ['VISITS', 0],
    [en.compare.before, 0],
    ['MONEY', 1],
    [en.compare.before, 1],
  ]);
});

test('one bucket has a point for its comparison period, which has no line', () => {
  const symbolOf = (previous: readonly (number | null)[]) =>
    (drawn(answerOf(series('visits', COUNT, [], { previous }))).option.series[1] as unknown as { symbol: string })
      .symbol;
  expect([symbolOf([2]), symbolOf([2, 3]), symbolOf([2, null])]).toEqual(['circle', 'none', 'circle']);
});

test('a long name is cut in the legend, and a Chinese one after half as many characters', () => {
  expect(shortName('Token cost')).toBe('Token cost');
  expect(shortName('A name of a metric that goes on and on and on')).toBe('A name of a metric that goes on and…');
  expect(shortName('很'.repeat(18))).toBe('很'.repeat(18));
  expect(shortName('很'.repeat(19))).toBe(`${'很'.repeat(18)}…`);
});
