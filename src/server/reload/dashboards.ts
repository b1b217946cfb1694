import { loadDashboards } from '../../dashboards/load';
import type { ReportInternal } from '../../graphql/errors';
import { reference } from '../http/reference';
import type { Swappable } from '../http/swappable';
import type { ConsoleOutput } from '../consoleOutput';
import { watchEdits, type Edits } from './edits';
import { reportDashboards } from './reportDashboards';

/**
 * Serves the dashboards of a directory after each edit, for the registry that is served. A wrong
 * file becomes a dashboard with a problem; the others are served.
 */
export function reloadDashboards(
  directory: string,
  serving: Pick<Swappable, 'current'>,
  output: ConsoleOutput,
  report: ReportInternal,
  reloaded: () => void = () => undefined,
): Edits {
  return watchEdits(directory, async () => {
    try {
      const { current } = serving;
      const before = current.dashboards;
      current.dashboards = loadDashboards(directory, current.gateway.registry);
      reportDashboards(before, current.dashboards, output);
      if (before.version !== current.dashboards.version) reloaded();
    } catch (error) {
      const id = reference();
      report(id, error);
      output.warn(`The edited dashboards cannot be loaded, which is a bug of Metergate: [${id}]`);
    }
    return null;
  });
}
