import { nearestName } from '../../model/nearest';
import { oneOf, type ProblemList } from '../problems';
import type { Spot } from './spot';

/** The declarations of all files by section and key, in the order of the files. */
export interface Sections {
  readonly timeZone: Spot | null;
  readonly locale: Spot | null;
  readonly locales: Spot | null;
  readonly currency: Spot | null;
  readonly limits: ReadonlyMap<string, Spot>;
  readonly groups: ReadonlyMap<string, Spot>;
  readonly tables: ReadonlyMap<string, Spot>;
  readonly dimensions: ReadonlyMap<string, Spot>;
  readonly metrics: ReadonlyMap<string, Spot>;
  readonly roles: ReadonlyMap<string, Spot>;
}

const VALUES = ['timeZone', 'locale', 'locales', 'currency'] as const;
const MAPPINGS = ['limits', 'groups', 'tables', 'dimensions', 'metrics', 'roles'] as const;
const SECTIONS: readonly string[] = [...VALUES, ...MAPPINGS];

/** Merges the sections of all files. Files may share a section, but not a key. */
export function collectSections(roots: readonly Spot[], problems: ProblemList): Sections {
  const values = new Map<string, Spot>();
  const maps = new Map<string, Map<string, Spot>>(MAPPINGS.map((section) => [section, new Map<string, Spot>()]));
  for (const root of roots) {
    if (root.keys.length === 0) problems.add(root, 'the file has no sections', oneOf(SECTIONS));
    for (const section of root.keys) {
      const spot = root.at(section);
      const entries = maps.get(section);
      if (entries) collectEntries(spot, entries, problems);
      else if (SECTIONS.includes(section)) declare(section, spot, values, problems);
      else {
        problems.add(spot, `there is no section "${section}"`, oneOf(SECTIONS), nearestName(section, SECTIONS));
      }
    }
  }
  const entries = (section: (typeof MAPPINGS)[number]): Map<string, Spot> => maps.get(section)!;
  return {
    timeZone: values.get('timeZone') ?? null,
    locale: values.get('locale') ?? null,
    locales: values.get('locales') ?? null,
    currency: values.get('currency') ?? null,
    limits: entries('limits'),
    groups: entries('groups'),
    tables: entries('tables'),
    dimensions: entries('dimensions'),
    metrics: entries('metrics'),
    roles: entries('roles'),
  };
}

function collectEntries(section: Spot, into: Map<string, Spot>, problems: ProblemList): void {
  if (!section.isMapping) problems.add(section, 'contains no declarations', 'a mapping of keys to declarations');
  for (const key of section.keys) declare(key, section.at(key), into, problems);
}

function declare(key: string, spot: Spot, into: Map<string, Spot>, problems: ProblemList): void {
  const first = into.get(key);
  if (!first) into.set(key, spot);
  // `syntax.ts` has reported a key that is twice in one mapping.
  else if (first.file !== spot.file) {
    problems.add(spot, `is already declared at ${first.file}:${first.line}`, 'each key once');
  }
}
