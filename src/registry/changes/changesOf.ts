import { dimensionsOf } from '../../model/filterDimensions';
import { partsOf } from '../../model/parts';
import type { Registry } from '../../model/registry';
import { sources } from '../../model/words/sources';
import { changed, inBoth, type Change } from './change';
import { dimensionChanges } from './dimensions';
import { keyChanges, type Keys } from './keys';
import { meaningsOf } from './meaning';
import { metricChanges, type RegistryMeanings } from './metrics';
import { settingChanges } from './settings';
import { tableChanges } from './tables';

/** All changes from one registry to the next, of every severity. */
export function changesOf(old: Registry, next: Registry): readonly Change[] {
  const [before, now] = [old, next].map((registry): RegistryMeanings => ({
    registry,
    meanings: meaningsOf(registry),
  })) as [RegistryMeanings, RegistryMeanings];
  const both = inBoth(old.metrics, next.metrics);
  const changedMetrics = both.filter((key) => before.meanings.of(key) !== now.meanings.of(key));
  const dependentsOf = (part: string) => changedMetrics.filter((key) => key !== part && isMadeOf(next, key, part));
  const changes = [
    ...keyChanges(keysOf(old), keysOf(next)),
    ...settingChanges(old, next),
    ...tableChanges(old, next, (table, column) =>
      changedMetrics.filter((key) => now.meanings.tablesOf(key).has(table) && reads(next, key, table, column)),
    ),
    ...dimensionChanges(old, next, (dimension) => changedMetrics.filter((key) => isFilteredBy(next, key, dimension))),
    ...both.flatMap((key) => metricChanges(before, now, key, dependentsOf(key))),
  ];
  return [...changes, ...changedMetrics.filter((key) => !isReported(changes, key)).map(unexplainedChange)];
}

/** The published names of a registry. */
export function keysOf({ metrics, dimensions }: Registry): Keys {
  return {
    metrics: new Map([...metrics.values()].map(({ key, deprecated }) => [key, deprecated])),
    dimensions: new Set(dimensions.keys()),
  };
}

/** Whether a metric depends on another one, at any depth. */
function isMadeOf(registry: Registry, key: string, part: string): boolean {
  const parts = partsOf(registry.metrics.get(key)!.definition);
  return parts.includes(part) || parts.some((one) => isMadeOf(registry, one, part));
}

/**
 * Whether a metric reads a column. If it reads a table only indirectly, every column of that table
 * counts.
 */
function reads(registry: Registry, key: string, table: string, column: string | null): boolean {
  const read = sources(registry, registry.metrics.get(key)!);
  const isRead = read.some((one) => one.startsWith(`${table}.`));
  return column === null || !isRead || read.includes(`${table}.${column}`);
}

function isFilteredBy(registry: Registry, key: string, dimension: string): boolean {
  const { definition } = registry.metrics.get(key)!;
  const isOwn = definition.kind === 'filtered' && dimensionsOf(definition.where).includes(dimension);
  return isOwn || partsOf(definition).some((part) => isFilteredBy(registry, part, dimension));
}

function isReported(changes: readonly Change[], key: string): boolean {
  return changes.some(
    ({ severity, subject, affects }) =>
      affects.includes(key) || (severity !== 'safe' && subject.kind === 'metric' && subject.key === key),
  );
}

/** Reports a metric with other numbers that no other change explains. */
function unexplainedChange(key: string): Change {
  return changed(
    { kind: 'metric', key },
    'meaning',
    'has other numbers, because the data that it reads is defined differently.',
  );
}
