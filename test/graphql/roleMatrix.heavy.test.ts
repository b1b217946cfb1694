import { emptyOf } from '../../src/model/dimensionForm';
import { viewOf } from '../../src/policy/view';
import { checkQuery } from '../property/flatQuery';
import { calendarOf, evaluate } from '../property/evaluator/evaluate';
import type { Row } from '../property/evaluator/data';
import { instantOf, textOf } from '../property/evaluator/data';
import { seesBy } from '../property/evaluator/policy';
import { rowsOfTables } from '../property/evaluator/sources';
import { roleGateway, VIEWERS, type RoleGateway } from './asRole';

/**
 * Every query, run by every viewer: an invisible name does not exist for them, and their numbers
 * come from their rows alone.
 */
let roles: RoleGateway;
beforeAll(async () => {
  roles = await roleGateway();
});
afterAll(() => roles.close());

const RANGE = 'range: { from: "2026-03-02", to: "2026-04-02" }';
const everyone = Object.entries(VIEWERS);
const DAY = 86_400_000;
/** The most that one query may select. */
const MOST = 40;

describe.each(everyone)('%s', (_name, viewer) => {
  const view = () => viewOf(roles.registry, viewer);

  test('gets each metric by each dimension, as if there were no other rows', async () => {
    const { registry, policy } = view();
    let numbers = 0;
    for (const dimension of registry.dimensions.keys()) {
      const reached = [...registry.metrics.values()].filter(({ dimensions }) => dimensions.includes(dimension));
      for (let first = 0; first < reached.length; first += MOST) {
        const metrics = reached.slice(first, first + MOST).map(({ key }) => key);
        const values = `values { ${metrics.join(' ')} }`;
        const { data, errors } = await roles.ask(
          viewer,
          `{ metrics(${RANGE}, groupBy: [${dimension}]) { rows { by { ${dimension} } ${values} } totals { ${values} } } }`,
        );
        expect(errors).toEqual([]);
        const request = {
          metrics,
          groupBy: [dimension],
          range: { from: '2026-03-02', to: '2026-04-02' },
          totals: true,
        };
        const expected = evaluate(roles.registry, roles.data, checkQuery(registry, request, roles.now, policy));
        const told = (cells: (typeof expected.rows)[number]['cells']) =>
          Object.fromEntries(metrics.map((key) => [key, numberOf(cells[key]!.decimal)]));
        const { rows, totals } = data!['metrics'] as Told;
        expect(rows).toEqual(expected.rows.map(({ by, cells }) => ({ by, values: told(cells) })));
        expect(totals.values).toEqual(told(expected.totals!.cells));
        numbers += rows.flatMap((row) => Object.values(row.values)).filter((one) => one !== null && one !== 0).length;
      }
    }
    expect(numbers > 0).toBe(_name !== 'a manager of no channel');
  });

  test('finds no invisible name, wherever it is written', async () => {
    const { registry } = view();
    const hidden = [...roles.registry.metrics.keys()].filter((key) => !registry.metrics.has(key));
    const asked = [...registry.metrics.keys()][0]!;
    for (const metric of hidden) {
      for (const query of [
        `{ metrics(${RANGE}) { rows { values { ${metric} } } } }`,
        `{ metrics(${RANGE}) { rows { details { ${metric} { value } } } } }`,
        `{ metrics(${RANGE}, select: [${metric}]) { rowCount } }`,
        `{ metrics(${RANGE}, orderBy: [{ key: ${metric} }]) { rows { values { ${asked} } } } }`,
        `{ metrics(${RANGE}, having: { ${metric}: { gt: 1 } }) { rows { values { ${asked} } } } }`,
        `{ metricSeries(${RANGE}, grain: MONTH, select: [${metric}]) { series { values } } }`,
        `{ metricCatalog { metric(key: ${metric}) { label } } }`,
      ]) {
        const { data, errors } = await roles.ask(viewer, query);
        expect([query, data]).toEqual([query, undefined]);
        // An error may suggest another visible metric; it never suggests the invisible one.
        for (const { message } of errors) expect(withoutNamed(message)).not.toMatch(new RegExp(`\\b${metric}\\b`));
      }
    }
    for (const dimension of roles.registry.dimensions.keys()) {
      if (registry.dimensions.has(dimension)) continue;
      for (const query of [
        `{ metrics(${RANGE}, groupBy: [${dimension}]) { rows { values { ${asked} } } } }`,
        `{ metrics(${RANGE}, where: { ${dimension}: { isNull: true } }) { rows { values { ${asked} } } } }`,
        `{ metrics(${RANGE}) { rows { by { ${dimension} } values { ${asked} } } } }`,
        `{ metricCatalog { dimension(key: ${dimension}) { values { value } } } }`,
      ]) {
        const { data, errors } = await roles.ask(viewer, query);
        expect([query, data, errors.length > 0]).toEqual([query, undefined, true]);
      }
    }
  });

  test('gets the dimension values of its rows', async () => {
    const { registry, policy } = view();
    const rows = rowsSeen(policy, registry.timeZone);
    for (const { key, table, column, form } of registry.dimensions.values()) {
      const { data, errors } = await roles.ask(
        viewer,
        `{ metricCatalog { dimension(key: ${key}) { values { value } } } }`,
      );
      expect(errors).toEqual([]);
      const values = new Set(rows[table]!.map((row) => textOf(row, column) || (emptyOf(form) ?? textOf(row, column))));
      const told = data!['metricCatalog'].dimension.values as { value: string | null }[];
      expect([key, told.map(({ value }) => value).sort()]).toEqual([key, [...values].sort()]);
    }
  });

  test('gets the freshness and the beginning of its rows', async () => {
    const { registry, policy } = view();
    const rows = rowsSeen(policy, registry.timeZone);
    const [metric] = registry.metrics.has('total_generations') ? ['total_generations'] : ['text_generations'];
    const { data, errors } = await roles.ask(
      viewer,
      `{ metrics(range: { from: "2020-01-01", to: "2026-04-02" }, timeZone: "UTC", select: [${metric}]) { meta { freshness { table latest } warnings { code message } } rows { others } } }`,
    );
    expect(errors).toEqual([]);
    const dates = rows['task_generate_log']!.map((row) => instantOf(row, 'created_at')).filter((at) => at !== null);
    const seen = dates.filter((at) => at <= roles.now);
    const { freshness, warnings } = data!['metrics'].meta;
    expect(
      freshness.map(({ latest }: { latest: string | null }) => latest && Math.floor(Date.parse(latest) / 1000)),
    ).toEqual([seen.length === 0 ? null : Math.floor(Math.max(...seen) / 1000)]);
    const since = seen.length === 0 ? 'yet' : `before ${new Date(Math.min(...dates)).toISOString().slice(0, 10)}`;
    const newest = Math.floor(Math.max(...seen) / DAY) * DAY;
    const isEarly = seen.length > 0 && newest + 8 * DAY <= Math.min(roles.now, Date.parse('2026-04-02'));
    const after = `after ${isEarly ? new Date(newest).toISOString().slice(0, 10) : ''}`;
    const reads = `"${metric}" reads task_generate_log, which has no data`;
    expect(warnings).toEqual([
      { code: 'NO_DATA_BEFORE', message: `${reads} ${since}.` },
      ...(isEarly ? [{ code: 'NO_DATA_AFTER', message: `${reads} ${after}.` }] : []),
    ]);
  });
});

interface Told {
  readonly rows: readonly { readonly values: Readonly<Record<string, number | null>> }[];
  readonly totals: { readonly values: object };
}

function numberOf(decimal: string | null): number | null {
  return decimal === null ? null : Number(decimal);
}

/** The names that the message quotes from the query itself. */
function withoutNamed(message: string): string {
  return message
    .replace(/(field|Value|There is no \w+( \w+)?|Field) "\w+"/g, '')
    .replace(/Cannot query field "\w+"/, '');
}

function rowsSeen(
  policy: ReturnType<typeof viewOf>['policy'],
  timeZone: string,
): Readonly<Record<string, readonly Row[]>> {
  const at = { calendar: calendarOf(timeZone), asOf: roles.now };
  const whole = rowsOfTables(roles.registry, roles.data, at);
  return rowsOfTables(roles.registry, roles.data, at, seesBy(roles.registry, whole, policy));
}
