import { createHash } from 'node:crypto';
import type { Registry } from '../model/registry';
import type { Dashboard, Dashboards } from '../query/dashboard';
import { deepFreeze } from '../registry/freeze';
import { shown, yamlFiles } from '../registry/yaml/files';
import { readDashboard, type DashboardFile } from './file';

/**
 * Reads the dashboards of a directory and checks them against the registry. A wrong file becomes a
 * dashboard with a problem; it affects no other one. Without a directory there are no dashboards.
 */
export function loadDashboards(directory: string, registry: Registry): Dashboards {
  const files = new Map<string, DashboardFile>();
  for (const file of yamlFiles(directory)) {
    const read = readDashboard(file, registry);
    const { key } = read.dashboard;
    const first = files.get(key);
    files.set(key, first === undefined ? read : { ...first, dashboard: twice(first.dashboard, file) });
  }
  const ordered = [...files.values()].sort(
    (a, b) => compared(a.order, b.order) || (a.dashboard.key < b.dashboard.key ? -1 : 1),
  );
  const all = ordered.map(({ dashboard }) => dashboard);
  return deepFreeze({ version: versionOf(all), all });
}

/** The lines of all problems, with file, line and column. */
export function problemsOf({ all }: Dashboards): string[] {
  return all.flatMap(({ problem }) => problem?.split('\n') ?? []);
}

/** For example, `a.yaml` and `a.yml`. */
function twice(dashboard: Dashboard, file: string): Dashboard {
  const line = `${shown(file)}:1:1: another file is the dashboard "${dashboard.key}" — expected each name once`;
  return { ...dashboard, problem: [dashboard.problem, line].filter((one) => one !== null).join('\n'), sections: [] };
}

/** Infinite numbers are equal. */
function compared(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function versionOf(all: readonly Dashboard[]): string {
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
}
