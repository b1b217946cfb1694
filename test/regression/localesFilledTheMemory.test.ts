import { formatNumber, keptNumberFormats } from '../../src/answer/format';
import { bucketLabels, keptLabelFormats } from '../../src/time/label';
import { reducedLocale } from '../../src/time/locale';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { WEEK } from '../graphql/mistake';

/** Every text of a locale was kept with its own format, for ever: 2 GB in twenty seconds. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const DAY = { start: Date.UTC(2026, 2, 2), end: Date.UTC(2026, 2, 3) };
const LABELS = bucketLabels({ zone: 'UTC', grain: 'day', range: DAY });
const COUNT = { kind: 'count', currency: null } as never;

test('locales that differ only in what formats ignore share one format', () => {
  const label = (locale: string) => LABELS(DAY, locale);
  const [labels, numbers] = [label('de'), formatNumber('1234.5', 'value', COUNT, 'de')];
  const before = [keptLabelFormats(), keptNumberFormats()];
  for (let index = 0; index < 1_000; index++) {
    const locale = `de-1${index.toString().padStart(3, '0')}-a-foo-x-y${index}`;
    expect(label(locale)).toBe(labels);
    expect(formatNumber('1234.5', 'value', COUNT, locale)).toBe(numbers);
  }
  expect([keptLabelFormats(), keptNumberFormats()]).toEqual(before);
});

test('the parts that formats depend on are kept', () => {
  expect(reducedLocale('zh-hans-cn-u-nu-hanidec-x-y')).toBe('zh-Hans-CN-u-nu-hanidec');
  expect(reducedLocale('th-TH-u-ca-buddhist-hc-h12-co-phonebk')).toBe('th-TH-u-ca-buddhist-hc-h12');
  expect(reducedLocale('DE')).toBe('de');
});

test('the number of formats is bounded, however many regions are named', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const first of letters)
    for (const second of letters) {
      LABELS(DAY, `de-${first}${second}`);
      formatNumber('1', 'value', COUNT, `de-${first}${second}`);
    }
  expect(keptLabelFormats()).toBeLessThanOrEqual(300);
  expect(keptNumberFormats()).toBeLessThanOrEqual(500);
});

test('the numbers of series share formats too', async () => {
  const texts = (locale: string) => `formatted(locale: "${locale}")`;
  const names = Array.from({ length: 100 }, (_, index) => `n${index}: ${texts(`de-x-k${index}`)}`).join(' ');
  const series = (fields: string) =>
    `{ metricSeries(select: [tasks, task_error_rate], ${WEEK}, grain: DAY) { series { ${fields} } } }`;
  expect((await server.ask(series(texts('de')))).errors).toEqual([]);
  const before = keptNumberFormats();
  expect((await server.ask(series(names))).errors).toEqual([]);
  expect(keptNumberFormats()).toBe(before);
});

test.each(['x-private', 'i-klingon', 'de-abcde-abcde', `de-x-${'a1-'.repeat(50)}b`])(
  'a tag for which there are no formats is a client’s error: %s',
  async (locale) => {
    const table = 'rows { time { label(locale: $l) } values { tasks } }';
    const variable = `query ($l: Locale) { metrics(${WEEK}, grain: DAY) { ${table} } }`;
    const literal = variable.replace('($l: Locale) ', '').replace('$l', JSON.stringify(locale));
    for (const { errors } of [await server.ask(variable, { l: locale }), await server.ask(literal)]) {
      expect(errors).toHaveLength(1);
      expect(errors[0]!.message).toMatch(/Locale must be a language tag, such as "zh-CN"/);
    }
    expect(server.internal).toEqual([]);
  },
);
