import { GatewayError, type ErrorCode } from '../errors';
import { nearestName } from '../model/nearest';
import type { Metric, Registry } from '../model/registry';
import { checkQuery } from '../query/checkQuery';
import { dimensionsOfWhere, requestOf, type DashboardTile, type TileQuery, type Where } from '../query/dashboard';
import { resolveRange } from '../query/range';
import { checkFields } from '../registry/grammar/check';
import { oneOf, type ProblemList } from '../registry/problems';
import { checkTimeZone } from '../registry/rules/settings';
import type { Spot } from '../registry/yaml/spot';
import { readText } from './readText';
import { grainsFrom } from '../time/grain';
import { tileHead, type DashboardHead, type TileFields } from './grammar';
import { checkPicture, wholeOf, type Pictured } from './pictures';
import { addError } from './problemLines';
import { bothOf, itemsOf, readWhere, withoutIgnored } from './where';

/** A dashboard as its tiles see it: its fields, where they are, and its conditions. */
export interface Around {
  readonly root: Spot;
  readonly head: DashboardHead;
  readonly where: Where | null;
  readonly registry: Registry;
  readonly problems: ProblemList;
}

/** Reads a tile with the defaults of its dashboard. The result counts only without problems. */
export function readTile(spot: Spot, position: string, around: Around): DashboardTile {
  const { head, registry, problems } = around;
  const fields = checkFields(spot, tileHead, problems);
  const { picture = 'table', width = null, timeZone } = fields;
  const before = problems.all.length;
  const title = readText(spot.at('title'), fields.title, registry, problems);
  if (timeZone !== undefined) checkTimeZone(spot.at('timeZone'), timeZone, problems);
  const { metrics, groupBy } = readNames(spot, fields, around);
  if (fields.picture) checkPicture(picture, { metrics, groupBy }, spot, registry, problems);
  const where = bothOf(dashboardWhere(spot, fields, metrics, around), ownWhere(spot, metrics, around));
  const { compare = head.compare, top, grain = head.grain ?? 'day', range = head.range } = fields;
  if (range === undefined && !around.root.keys.includes('range') && !spot.keys.includes('range')) {
    problems.add(spot, 'has no range, and neither has the dashboard', '`range`, such as `{ last: 30, unit: day }`');
  }
  checkGrain(spot, metrics, grain, around);
  if (top !== undefined) checkTop(spot, { metrics, groupBy }, around);
  const query: TileQuery = {
    metrics: metrics.map(({ key }) => key),
    range: present(range ?? {}),
    grain,
    groupBy,
    where,
    compare: compare === undefined || compare === 'none' ? null : present(compare),
    top: top === undefined ? null : present({ ...top, ...wholeOf(picture), by: top.by ?? metrics[0]?.key ?? '' }),
    timeZone: timeZone ?? head.timeZone ?? null,
  };
  const isWhole = spot.isMapping && range !== undefined && metrics.length > 0 && problems.all.length === before;
  if (isWhole) checkRest(query, spot, around);
  return { position, title, picture, width, query };
}

type Present<T> = { [Field in keyof T]: Exclude<T[Field], undefined> };

/** The fields that have a value. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

function readNames(
  spot: Spot,
  fields: TileFields,
  { registry, problems }: Around,
): { metrics: Metric[]; groupBy: string[] } {
  const named = fields.metrics === undefined ? [] : itemsOf(spot.at('metrics'));
  const metrics = named.flatMap((at) => registry.metrics.get(String(at.value)) ?? []);
  for (const at of named) {
    const key = String(at.value);
    if (!registry.metrics.has(key)) problems.addUnknown(at, 'metric', key, registry.metrics.keys());
  }
  const groupedBy = fields.groupBy === undefined ? [] : itemsOf(spot.at('groupBy'));
  const groupBy = groupedBy.flatMap((at) => {
    const key = String(at.value);
    if (registry.dimensions.has(key)) return checkReach(at, key, metrics, 'grouped', problems) ? [key] : [];
    problems.addUnknown(at, 'dimension', key, registry.dimensions.keys());
    return [];
  });
  reportTwice(named, problems);
  reportTwice(groupedBy, problems);
  return { metrics: [...new Set(metrics)], groupBy: [...new Set(groupBy)] };
}

function reportTwice(items: readonly Spot[], problems: ProblemList): void {
  const known = new Set<unknown>();
  for (const at of items) {
    if (known.has(at.value)) problems.add(at, `"${String(at.value)}" is already in the list`, 'each key once');
    known.add(at.value);
  }
}

/** Reports each metric that a dimension does not fit. True: it fits all. */
function checkReach(
  spot: Spot,
  dimension: string,
  metrics: readonly Metric[],
  how: 'grouped' | 'filtered',
  problems: ProblemList,
  remedy = '',
): boolean {
  const apart = metrics.filter(({ dimensions }) => !dimensions.includes(dimension));
  for (const { key, dimensions } of apart) {
    problems.add(spot, `"${key}" cannot be ${how} by "${dimension}"`, `${oneOf(dimensions, 'dimension')}${remedy}`);
  }
  return apart.length === 0;
}

/** The conditions of the dashboard that apply to the tile. */
function dashboardWhere(
  spot: Spot,
  { ignore = [] }: TileFields,
  metrics: readonly Metric[],
  { where, root, problems }: Around,
): Where | null {
  const named = dimensionsOfWhere(where);
  itemsOf(spot.at('ignore')).forEach((at) => {
    if (named.includes(String(at.value))) return;
    const expected = named.length === 0 ? 'no `ignore`: the dashboard has no `where`' : oneOf(named, 'dimension');
    problems.add(at, `the dashboard has no condition on "${String(at.value)}"`, expected);
  });
  const applied = withoutIgnored(where, ignore);
  for (const dimension of dimensionsOfWhere(applied)) {
    const remedy = `; or \`ignore: [${dimension}]\`, because the dashboard's \`where\` at ${root.file}:${root.at('where').line} applies to each tile`;
    checkReach(spot, dimension, metrics, 'filtered', problems, remedy);
  }
  return applied;
}

function ownWhere(spot: Spot, metrics: readonly Metric[], { registry, problems }: Around): Where | null {
  if (!spot.keys.includes('where')) return null;
  const at = spot.at('where');
  const read = readWhere(at, registry, problems);
  for (const dimension of dimensionsOfWhere(read)) {
    if (!registry.dimensions.has(dimension)) continue;
    checkReach(at.keys.includes(dimension) ? at.at(dimension) : at, dimension, metrics, 'filtered', problems);
  }
  return read;
}

function checkGrain(
  spot: Spot,
  metrics: readonly Metric[],
  grain: TileQuery['grain'],
  { head, problems }: Around,
): void {
  const own = spot.keys.includes('grain');
  for (const { key, grain: native } of metrics) {
    const grains = grainsFrom(native);
    if (grains.includes(grain)) continue;
    const whose = own ? '' : `, which is the ${head.grain === undefined ? 'default' : 'grain of the dashboard'}`;
    problems.add(own ? spot.at('grain') : spot, `"${key}" has no grain \`${grain}\`${whose}`, oneOf(grains));
  }
}

function checkTop(spot: Spot, { metrics, groupBy }: Pictured, { problems }: Around): void {
  const top = spot.at('top');
  if (!spot.keys.includes('groupBy')) return problems.add(top, 'ranks groups, and the tile has none', '`groupBy`');
  const keys = metrics.map(({ key }) => key);
  const by = top.at('by').value;
  if (typeof by === 'string' && !keys.includes(by)) {
    problems.add(top.at('by'), `"${by}" is no metric of the tile`, oneOf(keys, 'metric'), nearestName(by, keys));
  }
  for (const at of itemsOf(top.at('of'))) {
    const of = String(at.value);
    if (groupBy.includes(of)) continue;
    problems.add(at, `"${of}" does not group the tile`, oneOf(groupBy, 'dimension'), nearestName(of, groupBy));
  }
}

/** By code of an error: the field that has the mistake. Others: the tile. */
const FIELDS: { readonly [C in ErrorCode]?: keyof TileFields } = {
  BAD_RANGE: 'range',
  RANGE_TOO_LARGE: 'range',
  BAD_COMPARISON: 'compare',
  BAD_TOP: 'top',
  BAD_FILTER: 'where',
};

/** Checks the query as the gateway will. A mistake of the dashboard has its place there. */
function checkRest(query: TileQuery, spot: Spot, { root, registry, problems }: Around): void {
  try {
    const { frame } = checkQuery(registry, requestOf(query), Date.now());
    resolveRange(frame, registry.limits.maxBuckets);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const field = FIELDS[error.code];
    const owner = [spot, root].find(({ keys }) => field !== undefined && keys.includes(field));
    addError(owner === undefined ? spot : owner.at(field!), error, problems);
  }
}
