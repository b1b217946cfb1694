import { grainsFrom } from '../../time/grain';
import { formula, wordingFor } from '../../model/words/describe';
import { partsOf } from '../../model/parts';
import type { Metric, Registry, Unit } from '../../model/registry';
import { changed, isSame, type Change, type Subject } from './change';
import { without } from './keys';
import { definedBy, restsOnBuckets, type Meanings } from './meaning';

/** A registry, and the meanings of its metrics. */
export interface RegistryMeanings {
  readonly registry: Registry;
  readonly meanings: Meanings;
}

/** Changes of one metric itself. `affects` are the changed metrics that depend on it. */
export function metricChanges(
  old: RegistryMeanings,
  next: RegistryMeanings,
  key: string,
  affects: readonly string[],
): Change[] {
  const [before, now] = [old.registry.metrics.get(key)!, next.registry.metrics.get(key)!];
  const subject: Subject = { kind: 'metric', key };
  const breaking = (message: string) => changed(subject, 'breaking', message);
  const meaning = (message: string) => changed(subject, 'meaning', message, { affects });
  const safe = (message: string) => changed(subject, 'safe', message);
  const dimensions = [new Set(before.dimensions), new Set(now.dimensions)] as const;
  const grains = [new Set(grainsFrom(before.grain)), new Set(grainsFrom(now.grain))] as const;
  return [
    ...list(without(...grains), (lost) =>
      breaking(
        `can no longer be queried by ${lost}: its grain was ${before.grain}, is ${now.grain} (GRAIN_NOT_AVAILABLE).`,
      ),
    ),
    ...list(without(...dimensions), (lost) =>
      breaking(`can no longer be grouped or filtered by ${lost} (DIMENSION_NOT_AVAILABLE).`),
    ),
    ...(isDefinedAlike(old, next, before, now) ? [] : [meaning(redefined(old.registry, before, next.registry, now))]),
    ...(before.overTime === now.overTime
      ? []
      : [meaning(`has other numbers at coarser grains: \`overTime\` was ${before.overTime}, is ${now.overTime}.`)]),
    ...(isSame(before.unit, now.unit)
      ? []
      : [meaning(`has another unit: was ${unit(before.unit)}, is ${unit(now.unit)}.`)]),
    ...(before.grain === now.grain || !restsOnBuckets(now)
      ? []
      : [
          meaning(
            `is measured by ${now.grain}, was by ${before.grain}: its numbers at coarser grains follow from these.`,
          ),
        ]),
    ...list(without(grains[1], grains[0]), (gained) => safe(`can be queried by ${gained} as well.`)),
    ...list(without(dimensions[1], dimensions[0]), (gained) =>
      safe(`can be grouped and filtered by ${gained} as well.`),
    ),
    ...list(
      WORDS.filter((word) => !isSame(before[word], now[word])),
      (words) => safe(`is described differently: ${words}.`),
    ),
  ];
}

const WORDS = ['label', 'description', 'group', 'priority', 'owner', 'better'] as const;

function list(names: readonly string[], say: (names: string) => Change): Change[] {
  return names.length === 0 ? [] : [say(names.join(', '))];
}

/**
 * Whether two definitions are the same. A part that only has a new key makes no difference. Nor
 * does a part whose own meaning changed: it has a change of its own.
 */
function isDefinedAlike(old: RegistryMeanings, next: RegistryMeanings, before: Metric, now: Metric): boolean {
  const nameless = ({ definition }: Metric) =>
    definedBy(definition, (part) => String(partsOf(definition).indexOf(part)));
  if (nameless(before) !== nameless(now)) return false;
  const parts = partsOf(now.definition);
  return partsOf(before.definition).every(
    (part, index) => part === parts[index] || old.meanings.of(part) === next.meanings.of(parts[index]!),
  );
}

function redefined(old: Registry, before: Metric, next: Registry, now: Metric): string {
  const [was, is] = [formula(before, wordingFor(old, null)), formula(now, wordingFor(next, null))];
  if (was !== is) return `is defined differently: was \`${was}\`, is \`${is}\`.`;
  return `is defined differently in parts that its formula does not show: ${differing(before.definition, now.definition).join(', ')}.`;
}

/** The paths of the members that differ between two definitions. */
function differing(one: unknown, other: unknown, path = ''): string[] {
  if (isSame(one, other)) return [];
  if (!isObject(one) || !isObject(other)) return [path];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => differing(one[name], other[name], path === '' ? name : `${path}.${name}`));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function unit({ kind, currency }: Unit): string {
  return currency === null ? kind : `${kind} ${currency}`;
}
