import { DateTime } from 'luxon';
import { checkComparison } from '../../src/query/checkComparison';
import { GRAINS, type Grain } from '../../src/time/grain';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, refusal, table, WEEK } from './mistake';

/**
 * Comparisons that are empty, contradict themselves, or move buckets off the boundaries, and their
 * errors.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const FORMS = 'Give `previousPeriod: true`, or `shift` with `unit`.';
const A_YEAR = 'A year ago is `shift: 1, unit: YEAR`.';

const FORMLESS = [
  ['{}', 'The comparison does not say what with.', FORMS],
  ['{ previousPeriod: false }', 'The comparison does not say what with.', FORMS],
  ['{ previousPeriod: null, shift: null, unit: null }', 'The comparison does not say what with.', FORMS],
  ['{ shift: 1 }', '`shift` is given without `unit`.', FORMS],
  ['{ unit: DAY }', '`unit` is given without `shift`.', FORMS],
  ['{ previousPeriod: false, unit: DAY }', '`unit` is given without `shift`.', FORMS],
  [
    '{ previousPeriod: true, shift: 1, unit: DAY }',
    'The comparison is given in two ways at once: `previousPeriod` and a shift.',
    FORMS,
  ],
  [
    '{ previousPeriod: true, unit: DAY }',
    'The comparison is given in two ways at once: `previousPeriod` and a shift.',
    FORMS,
  ],
  ['{ shift: 0, unit: DAY }', '`shift` is 0; it counts whole units back, from 1 to 100000.', A_YEAR],
  ['{ shift: -1, unit: DAY }', '`shift` is -1; it counts whole units back, from 1 to 100000.', A_YEAR],
  ['{ shift: 100001, unit: HOUR }', '`shift` is 100001; it counts whole units back, from 1 to 100000.', A_YEAR],
] as const;

test.each(FORMLESS)('%s is a BAD_COMPARISON', async (compare, message, hint) => {
  const told = { code: 'BAD_COMPARISON', message, hint };
  expect(await mistake(server, table(`${WEEK}, compare: ${compare}`))).toEqual(told);
  expect(await mistake(server, table(`${WEEK}, grain: DAY, compare: ${compare}`))).toEqual(told);
  const series = `{ metricSeries(${WEEK}, grain: DAY, select: [tasks], compare: ${compare}) { series { values } } }`;
  expect(await mistake(server, series)).toEqual(told);
});

test.each([
  ['WEEK', 1, 'YEAR', 'A shift of 1 year does not move every week onto a week.', 52, 'WEEK'],
  ['WEEK', 1, 'MONTH', 'A shift of 1 month does not move every week onto a week.', 4, 'WEEK'],
  ['WEEK', 10, 'DAY', 'A shift of 10 days does not move every week onto a week.', 1, 'WEEK'],
  ['WEEK', 168, 'HOUR', 'A shift of 168 hours does not move every week onto a week.', 1, 'WEEK'],
  ['DAY', 24, 'HOUR', 'A shift of 24 hours does not move every day onto a day.', 1, 'DAY'],
  ['DAY', 1, 'HOUR', 'A shift of 1 hour does not move every day onto a day.', 1, 'DAY'],
  ['MONTH', 30, 'DAY', 'A shift of 30 days does not move every month onto a month.', 1, 'MONTH'],
  ['MONTH', 26, 'WEEK', 'A shift of 26 weeks does not move every month onto a month.', 6, 'MONTH'],
  ['QUARTER', 5, 'MONTH', 'A shift of 5 months does not move every quarter onto a quarter.', 2, 'QUARTER'],
  ['QUARTER', 1, 'WEEK', 'A shift of 1 week does not move every quarter onto a quarter.', 1, 'QUARTER'],
  ['YEAR', 6, 'QUARTER', 'A shift of 6 quarters does not move every year onto a year.', 2, 'YEAR'],
  ['YEAR', 11, 'MONTH', 'A shift of 11 months does not move every year onto a year.', 1, 'YEAR'],
  ['YEAR', 365, 'DAY', 'A shift of 365 days does not move every year onto a year.', 1, 'YEAR'],
])(
  'by %s a shift of %i %s does not fit, and the hint names a shift that fits',
  async (grain, shift, unit, message, n, of) => {
    const asked = (compare: string, selection?: string) =>
      table(`${WEEK}, grain: ${grain}, compare: { ${compare} }`, selection);
    expect(await mistake(server, asked(`shift: ${shift}, unit: ${unit}`))).toEqual({
      code: 'BAD_COMPARISON',
      message,
      hint: `Shift by ${n} ${of} (\`shift: ${n}, unit: ${of}\`). See docs/meaning.md#shift.`,
    });
    const { errors } = await server.ask(asked(`shift: ${n}, unit: ${of}`));
    expect(errors).toEqual([]);
  },
);

/**
 * The first instants of all buckets of some years. One year is no leap year where every fourth is.
 * Where hours are counted, clocks go forward and back. Dates move alike in every zone, and the test
 * is a hundred times faster without clock changes.
 */
function boundaries(grain: Grain, unit: Grain): DateTime[] {
  const zone = { zone: unit === 'hour' ? 'America/New_York' : 'utc' };
  const end = DateTime.fromISO('2105-01-01', zone);
  const found: DateTime[] = [];
  let at = DateTime.fromISO(grain === 'day' ? '2103-01-01' : '2095-01-01', zone).startOf(grain);
  for (; at < end; at = at.plus({ [grain]: 1 })) found.push(at);
  return found;
}

const SHIFTS = [1, 2, 3, 4, 6, 7, 8, 10, 12, 14, 24, 28, 30, 52, 91, 168, 364, 365];
const PAIRS = GRAINS.filter((grain) => grain !== 'hour').flatMap((grain) =>
  GRAINS.map((unit) => [grain, unit] as const),
);

test.each(PAIRS)(
  'by %s a shift by %s is rejected exactly where it moves a boundary off the boundaries',
  (grain, unit) => {
    const starts = boundaries(grain, unit);
    for (const shift of SHIFTS) {
      const isMovedOn = starts.every((start) => {
        const moved = start.minus({ [unit]: shift });
        return +moved === +moved.startOf(grain);
      });
      const compare = { shift, unit };
      const isTaken = () => checkComparison(compare, grain) !== null;
      if (isMovedOn) expect({ shift, isTaken: isTaken() }).toEqual({ shift, isTaken: true });
      else expect(isTaken).toThrow(expect.objectContaining({ code: 'BAD_COMPARISON' }));
    }
  },
);

test('every shift that a hint names is accepted', () => {
  for (const [grain, unit] of PAIRS) {
    for (const shift of [...SHIFTS, 1000]) {
      try {
        checkComparison({ shift, unit }, grain);
      } catch (error) {
        const [, nearest, of] = /`shift: (\d+), unit: (\w+)`/.exec((error as { hint: string }).hint)!;
        const hinted = { shift: Number(nearest), unit: of!.toLowerCase() as Grain };
        expect(checkComparison(hinted, grain)).toEqual({ kind: 'shift', ...hinted });
      }
    }
  }
});

test.each(GRAINS)('hours, and a range without a grain, move by any %s', (unit) => {
  expect(checkComparison({ shift: 5, unit }, 'hour')).toEqual({ kind: 'shift', shift: 5, unit });
  expect(checkComparison({ shift: 5, unit }, null)).toEqual({ kind: 'shift', shift: 5, unit });
});

test('a period before the calendar begins is rejected', async () => {
  const { code, message } = await mistake(server, table(`${WEEK}, compare: { shift: 1100, unit: YEAR }`));
  expect(code).toBe('BAD_RANGE');
  expect(message).toMatch(/^The period compared with starts at 0926-03-0.*; years from 1000 to 9000 are known\.$/);
});

test('a null comparison compares nothing, and its variable may be unset', async () => {
  const query = `query ($compare: MetricComparison) {
    metrics(${WEEK}, compare: $compare) {
      rows { previous { tasks } change { tasks } details { tasks { value previous change difference formatted(of: CHANGE) } } }
      totals { previous { tasks } change { tasks } }
      meta { comparedTo { start } }
    }
  }`;
  const none = { value: 23, previous: null, change: null, difference: null, formatted: null };
  for (const variables of [{}, { compare: null }]) {
    const { data, errors } = await server.ask(query, variables);
    expect(errors).toEqual([]);
    expect(data!['metrics']).toEqual({
      rows: [{ previous: null, change: null, details: { tasks: none } }],
      totals: { previous: null, change: null },
      meta: { comparedTo: null },
    });
  }
});

test('GraphQL rejects a comparison of the wrong type', async () => {
  expect(await refusal(server, table(`${WEEK}, compare: { shift: 1, unit: FORTNIGHT }`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Value "FORTNIGHT" does not exist in "MetricGrain" enum.',
  });
  expect(await refusal(server, table(`${WEEK}, compare: { shift: 1.5, unit: DAY }`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Int cannot represent non-integer value: 1.5',
  });
});

test('doors that receive units as text suggest the nearest unit', () => {
  expect(() => checkComparison({ shift: 1, unit: 'weeks' as Grain }, null)).toThrow(
    expect.objectContaining({
      code: 'UNKNOWN_NAME',
      message: 'There is no unit "weeks".',
      hint: 'Did you mean "week"?',
    }),
  );
});
