import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/**
 * The label of a bucket did not depend on the range. The first weeks of two years were both `W1`,
 * January 1 of two years was `Jan 1` twice, and the same hour of all days had one label. So a chart
 * drew them at one place.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const AS_OF = 'asOf: "2027-03-01T00:00:00+08:00"';

/** The labels of the buckets of a range: of all rows, of a page of them, and of series. */
async function labels(range: string, grain: string, locale = 'en'): Promise<readonly string[]> {
  const args = `range: { ${range} }, grain: ${grain}, ${AS_OF}`;
  const label = `label(locale: "${locale}")`;
  const { data, errors } = await server.ask(`{
    all: metrics(${args}, fill: true) { rows { time { ${label} } values { tasks } } }
    page: metrics(${args}, fill: true, limit: 2, offset: 1) { rows { time { ${label} } values { tasks } } }
    metricSeries(${args}, select: [tasks]) { buckets { ${label} } }
  }`);
  expect(errors).toEqual([]);
  const texts = (rows: readonly { time: { label: string } }[]) => rows.map(({ time }) => time.label);
  const series = (data!['metricSeries'].buckets as readonly { label: string }[]).map((bucket) => bucket.label);
  expect(texts(data!['all'].rows)).toEqual(series);
  expect(texts(data!['page'].rows)).toEqual(series.slice(1, 3));
  expect(new Set(series).size).toBe(series.length);
  return series;
}

test('weeks have the year of their Thursday if the range has several', async () => {
  const winter = 'from: "2026-12-14", to: "2027-01-18"';
  expect(await labels(winter, 'WEEK')).toEqual(['W51 2026', 'W52 2026', 'W53 2026', 'W1 2027', 'W2 2027']);
  // The last of these weeks ends in 2027, and is of 2026.
  expect(await labels('from: "2026-12-21", to: "2027-01-04"', 'WEEK')).toEqual(['W52', 'W53']);
  // The range is widened to the week from December 28.
  expect(await labels('from: "2027-01-01", to: "2027-01-06"', 'WEEK')).toEqual(['W53 2026', 'W1 2027']);
  expect(await labels('from: "2025-12-29", to: "2027-01-11"', 'WEEK')).toHaveLength(54);
});

test('days have the year if the range has several', async () => {
  const winter = 'from: "2026-12-31", through: "2027-01-01"';
  expect(await labels(winter, 'DAY')).toEqual(['Dec 31, 2026', 'Jan 1, 2027']);
  expect(await labels(winter, 'DAY', 'zh')).toEqual(['2026年12月31日', '2027年1月1日']);
  expect(await labels('from: "2026-12-30", to: "2027-01-01"', 'DAY')).toEqual(['Dec 30', 'Dec 31']);
  expect(await labels('from: "2026-01-01", through: "2027-01-01"', 'DAY')).toHaveLength(366);
});

test('hours have the date, or the date with its year, if the range has several', async () => {
  const hours = (from: string, to: string) => `from: "${from}:00+08:00", to: "${to}:00+08:00"`;
  expect(await labels(hours('2026-12-30T22:00', '2026-12-31T00:00'), 'HOUR')).toEqual(['22:00', '23:00']);
  const night = hours('2026-12-30T23:00', '2026-12-31T01:00');
  expect(await labels(night, 'HOUR')).toEqual(['Dec 30, 23:00', 'Dec 31, 00:00']);
  expect(await labels(night, 'HOUR', 'zh')).toEqual(['12月30日 23:00', '12月31日 00:00']);
  const eve = hours('2026-12-31T23:00', '2027-01-01T01:00');
  expect(await labels(eve, 'HOUR')).toEqual(['Dec 31, 2026, 23:00', 'Jan 1, 2027, 00:00']);
});

test('totals and ranges without a grain have the years of both ends', async () => {
  const { data } = await server.ask(`{
    metrics(range: { from: "2026-12-20", through: "2027-01-10" }, ${AS_OF}) {
      rows { time { label zh: label(locale: "zh") } values { tasks } }
      totals { time { label } }
    }
  }`);
  const { rows, totals } = data!['metrics'];
  expect(rows[0].time.label.replace(/\s/g, ' ')).toBe('Dec 20, 2026 – Jan 10, 2027');
  expect(rows[0].time.zh.replace(/\s/g, ' ')).toBe('2026/12/20 – 2027/1/10');
  expect(totals.time.label).toBe(rows[0].time.label);
});
