import { isMap, isPair, isScalar, isSeq, parseDocument, stringify, visit } from 'yaml';
import type { Page, Plan } from '../../src/plan/plan';
import { EVERYTHING } from '../../src/policy/policy';
import { planning } from '../../src/steps';

/** Numbers beyond this are instants, in milliseconds since the epoch. */
const INSTANT = 1e11;
/** Short maps and lists take one line. */
const ONE_LINE = 92;

/** Collects the plans that this process makes while `work` runs, each text once. */
export async function plansMadeBy(work: () => Promise<unknown>): Promise<string[]> {
  const texts = new Set<string>();
  const end = (step: object): void => {
    texts.add(planText((step as { result: { plan: Plan } }).result.plan));
  };
  const subscribers = { start() {}, end, asyncStart() {}, asyncEnd() {}, error() {} };
  planning.subscribe(subscribers);
  try {
    await work();
  } finally {
    planning.unsubscribe(subscribers);
  }
  return [...texts];
}

/**
 * A plan to read, as YAML. Instants are written as dates, runs of numbers as `0 ×3, 1…5`. Fields
 * that are null, false or empty are left out, and so is a condition that is true of every row.
 */
function planText(plan: Plan): string {
  const document = parseDocument(stringify(readable(inOrder(plan))));
  visit(document, {
    Collection: (_, node) => {
      if (!isMap(node) && !isSeq(node)) return;
      const parts = node.items.map((item): unknown => (isPair(item) ? item.value : item));
      const isFlat = parts.every(
        (part) => isScalar(part) || (isSeq(part) && part.items.every((item) => isScalar(item))),
      );
      if (isFlat && JSON.stringify(node.toJSON()).length <= ONE_LINE) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The order of fields in a file, whatever the order in which the planner makes them. */
const PLAN_FIELDS: readonly (keyof Plan)[] = [
  'scans',
  'readings',
  'groupBy',
  'keyTypes',
  'where',
  'range',
  'comparedTo',
  'oneBucket',
  'buckets',
  'timeZone',
  'asOf',
  'policy',
  'personKeyIndex',
  'begunCount',
  'fill',
  'having',
  'top',
  'perEntity',
];
const PAGE_FIELDS: readonly (keyof Page)[] = ['metrics', 'orderBy', 'limit', 'offset', 'rowCount', 'rangeTotal'];

function inOrder({ pages, ...plan }: Plan): object {
  const { keyForms, ...own } = plan;
  // They follow from the registry; only those of their own kind are worth a line.
  const forms = keyForms.some(({ type }) => type !== 'text' && type !== 'id') ? { keyForms } : {};
  return { ...sorted({ ...own, ...forms }, PLAN_FIELDS), pages: pages.map((page) => sorted(page, PAGE_FIELDS)) };
}

/** Fields that are not in the list come last. */
function sorted(fields: object, order: readonly string[]): object {
  const position = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => position(a) - position(b)));
}

function readable(value: unknown): unknown {
  if (value === EVERYTHING) return undefined;
  if (typeof value === 'number') return value > INSTANT ? instant(value) : value;
  if (value instanceof Map) return readable(Object.fromEntries(value as Map<string, unknown>));
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    if (value.every((item) => typeof item === 'number' && item < INSTANT)) return runs(value as number[]);
    if (value.every((item) => typeof item === 'boolean')) return runs(value.map(Number));
    return value.map((item: unknown) => readable(item) ?? null);
  }
  if (typeof value !== 'object' || value === null) return value === null || value === false ? undefined : value;
  if ('of' in value && Array.isArray(value.of) && value.of.length === 0) return undefined;
  const fields = Object.entries(value).map(([key, field]) => [key, readable(field)] as const);
  const kept = fields.filter(([, field]) => field !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** To the millisecond; an edge may lie a microsecond after it. */
function instant(ms: number): string {
  const whole = Math.floor(ms);
  const text = new Date(whole).toISOString().replace(/:00\.000Z$/, 'Z');
  return whole === ms ? text : `${text} +${Math.round((ms - whole) * 1000)}µs`;
}

/** `0, 0, 0, 1, 2, 3` as `0 ×3, 1…3`. */
function runs(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < numbers.length;) {
    const first = numbers[at]!;
    let same = 1;
    while (numbers[at + same] === first) same++;
    let rising = 1;
    while (numbers[at + rising] === first + rising && numbers[at + rising + 1] !== first + rising) rising++;
    if (same > 1 || rising < 3) parts.push(same === 1 ? `${first}` : `${first} ×${same}`);
    else parts.push(`${first}…${first + rising - 1}`);
    at += same > 1 || rising < 3 ? same : rising;
  }
  return parts.join(', ');
}
