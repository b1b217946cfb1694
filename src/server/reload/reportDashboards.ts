import { problemsOf } from '../../dashboards/load';
import type { Dashboard, Dashboards } from '../../query/dashboard';
import type { ConsoleOutput } from '../consoleOutput';

/**
 * Prints the dashboards that an edit changed, and then all problems of dashboards. `before` is null
 * at the start, which prints problems only.
 */
export function reportDashboards(before: Dashboards | null, next: Dashboards, output: ConsoleOutput): void {
  if (before?.version === next.version) return;
  if (before !== null) output.info(`Dashboards reloaded: ${changesInWords(before, next)}`);
  const problems = problemsOf(next);
  if (problems.length === 0) return;
  const wrong = next.all.filter(({ problem }) => problem !== null).map(({ key }) => key);
  const heading = `${wrong.length === 1 ? 'A dashboard has' : 'Dashboards have'} problems (${wrong.join(', ')}); the others are served:`;
  output.warn([heading, ...problems.map((line) => `  ${line}`)].join('\n'));
}

function changesInWords(before: Dashboards, next: Dashboards): string {
  const [old, now] = [byKey(before), byKey(next)];
  const lists = {
    added: [...now.keys()].filter((key) => !old.has(key)),
    removed: [...old.keys()].filter((key) => !now.has(key)),
    changed: [...now.keys()].filter(
      (key) => old.has(key) && JSON.stringify(old.get(key)) !== JSON.stringify(now.get(key)),
    ),
  };
  const words = Object.entries(lists).filter(([, keys]) => keys.length > 0);
  if (words.length === 0) return 'their order changed';
  return words.map(([what, keys]) => `${what}: ${keys.join(', ')}`).join('; ');
}

function byKey({ all }: Dashboards): Map<string, Dashboard> {
  return new Map(all.map((one) => [one.key, one]));
}
