import type { Definition } from '../../../src/model/definition';
import type { Dimension, Metric, Registry } from '../../../src/model/registry';
import { reachOf } from '../../../src/model/reach';
import { ACTIVE_USERS } from './active';
import type { Kind, Kinds, Words } from './definitions';
import { expressions } from './expressions';
import { filters, PLAIN } from './filters';
import { MOVED, SNAPSHOTS } from './intervals';
import { OPERATORS } from './operators';
import { coarsestOf, namedIn } from './named';
import { ROLLING } from './rolling';
import { STATISTICS } from './statistics';

/**
 * Returns the registry with metrics of every kind added. They have no business meaning; property
 * tests need them.
 */
export function withKinds(registry: Registry, words: Words): Registry {
  const kinds: Kinds = {
    ...PLAIN,
    ...OPERATORS,
    ...ROLLING,
    ...STATISTICS,
    ...SNAPSHOTS,
    ...MOVED,
    ...ACTIVE_USERS,
    ...filters(words),
    ...expressions(words),
  };
  const metrics = new Map(registry.metrics);
  // A metric on other metrics is added after those.
  const add = (key: string): Metric => {
    const known = metrics.get(key);
    if (known !== undefined) return known;
    const kind = kinds[key];
    if (kind === undefined) throw new Error(`no such metric: ${key}`);
    const metric = metricOf(registry, key, kind, namedIn(kind.definition).map(add));
    metrics.set(key, metric);
    return metric;
  };
  for (const key of Object.keys(kinds)) {
    if (registry.metrics.has(key)) throw new Error(`the registry has a metric ${key} of its own`);
    add(key);
  }
  return { ...registry, version: `${registry.version} with kinds`, metrics };
}

function metricOf(registry: Registry, key: string, kind: Kind, on: readonly Metric[]): Metric {
  const { definition } = kind;
  const isFiltered = definition.kind === 'filtered';
  const isRatio = definition.kind === 'ratio';
  return {
    key,
    label: { en: key, zh: '变体' },
    description: null,
    group: [...registry.groups.keys()][0]!,
    priority: null,
    owner: null,
    better: null,
    unit: { kind: 'other', currency: null },
    grain: kind.grain ?? coarsestOf(on),
    overTime: kind.overTime ?? (isFiltered ? on[0]!.overTime : isRatio ? 'ratio' : 'recompute'),
    deprecated: null,
    formerKeys: [],
    renamedTo: null,
    definition,
    dimensions: reached(registry, definition, on),
    sourceLocation: { file: 'kinds', line: 1 },
  };
}

/** A metric on other metrics reaches the dimensions that all of them reach. */
function reached(registry: Registry, definition: Definition, on: readonly Metric[]): readonly string[] {
  if (definition.kind === 'ratio' || definition.kind === 'filtered' || definition.kind === 'derived') {
    const common = ([key]: readonly [string, Dimension]) => on.every(({ dimensions }) => dimensions.includes(key));
    return [...registry.dimensions].filter(common).map(([key]) => key);
  }
  const { tables, dimensions } = registry;
  return reachOf(definition, { tables, dimensions, definitions: new Map() });
}
