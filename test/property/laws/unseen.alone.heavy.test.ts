import type { Answer } from '../../../src/answer/answer';
import type { Registry } from '../../../src/model/registry';
import type { Table } from '../../../src/model/table';
import type { FlatQuery } from '../flatQuery';
import { policyDraft } from '../arbitrary/policy';
import type { Data, Row } from '../evaluator/data';
import { valueOf } from '../evaluator/data';
import { calendarOf } from '../evaluator/evaluate';
import { seesBy } from '../evaluator/policy';
import { rowsOfTables } from '../evaluator/sources';
import { openGateway, productRegistry } from '../gateway';
import { search, told } from '../search';
import { RUNS, say, SEED } from '../settings';

// No row outside the policy changes an answer. The test removes, changes and adds rows that the
// caller may not see, and compares the whole answer.

const QUERIES = Math.ceil(RUNS / 8);

test(
  'rows that are not visible change no answer',
  async () => {
    say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
    const registry = productRegistry();
    const gateway = await openGateway(registry);
    const met = { asked: 0, withNumbers: 0, more: 0 };
    // An answer without a number proves nothing, nor does a caller who may see everything.
    const isEnough = () => met.withNumbers >= 3 && met.more >= 3;
    let loaded: Data | null = null;
    const round = async (seed: number) => {
      const finding = await search({
        registry,
        policies: policyDraft,
        seed,
        queries: QUERIES,
        load: async (data) => {
          loaded = data;
          await gateway.load(data);
        },
        examine: async (data, query) => {
          // Each data set changes once, because that takes longer than a query.
          if (loaded !== data) return [];
          loaded = null;
          const other = withOtherUnseen(registry, data, query);
          if (other === null) return [];
          const before = said(await gateway.ask(query));
          await gateway.load(other);
          const after = said(await gateway.ask(query));
          met.asked += 1;
          if (before.includes('"status":"OK"')) met.withNumbers += 1;
          const everything = await gateway.ask({
            ...query,
            policy: { ...query.policy, rows: { kind: 'all', of: [] } },
          });
          if (said(everything) !== after) met.more += 1;
          return before === after ? [] : [before, after];
        },
        shrink: true,
      });
      if (finding !== null) throw new Error(`PROPERTY_RUNS=${RUNS} ${told(finding)}`);
    };
    try {
      for (let asked = 0; asked === 0 || (!isEnough() && asked < 10 * QUERIES); asked += QUERIES)
        await round(SEED + asked);
    } finally {
      await gateway.close();
    }
    say(JSON.stringify(met));
    expect(isEnough()).toBe(true);
  },
  60_000 + QUERIES * 5_000,
);

function said({ rows, totals, overall, rowCount, hasMore }: Answer): string {
  return JSON.stringify({ rows, totals, overall, rowCount, hasMore });
}

/**
 * Returns the data with other rows in place of those that are not visible. Null if there are none,
 * or if the change would make other rows visible.
 */
function withOtherUnseen(registry: Registry, data: Data, query: FlatQuery): Data | null {
  const seen = { calendar: calendarOf(query.timeZone), asOf: query.asOf };
  const visible = (all: Data): Data => {
    const sees = seesBy(registry, rowsOfTables(registry, all, seen), query.policy);
    return rowsOfTables(registry, all, seen, sees);
  };
  const before = visible(data);
  let changed = 0;
  const other = Object.fromEntries(
    Object.entries(data).map(([key, rows]) => {
      const kept = new Set(before[key]);
      const table = registry.tables.get(key)!;
      return [
        key,
        rows.flatMap((row, index): readonly Row[] => {
          if (kept.has(row)) return [row];
          changed += 1;
          if (index % 3 === 0) return [];
          const twin = { ...row, [table.primaryKey[0]!]: String(8_000_000_000_000 + index) };
          return index % 3 === 1 ? [moved(table, row)] : [row, twin];
        }),
      ];
    }),
  );
  return changed > 0 && JSON.stringify(visible(other)) === JSON.stringify(before) ? other : null;
}

/** The same row with other amounts, one day earlier. */
function moved({ columns }: Table, row: Row): Row {
  const other = [...columns.values()].flatMap(({ key, type }): [string, string | number][] => {
    const value = valueOf(row, key);
    if (value === null) return [];
    if (type === 'timestamptz' || type === 'timestamp') return [[key, Number(value) - 86_400_000]];
    return type === 'numeric' ? [[key, '777']] : [];
  });
  return { ...row, ...Object.fromEntries(other) };
}
