import path from 'node:path';
import type { Registry } from '../model/registry';
import type { Dashboard, DashboardSection } from '../query/dashboard';
import { checkFields } from '../registry/grammar/check';
import { ProblemList } from '../registry/problems';
import { checkTimeZone } from '../registry/rules/settings';
import { readRoot, shown } from '../registry/yaml/files';
import type { Spot } from '../registry/yaml/spot';
import { dashboardHead, sectionHead } from './grammar';
import { linesOf } from './problemLines';
import { readText } from './readText';
import { readTile, type Around } from './tile';
import { itemsOf, readWhere } from './where';

/** A dashboard's file, with what lists need. */
export interface DashboardFile {
  /** Dashboards are listed by it; infinite: the file does not say. */
  readonly order: number;
  readonly dashboard: Dashboard;
}

/** The key of a dashboard is a part of its address. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Reads the file of a dashboard, and checks it against the registry. */
export function readDashboard(file: string, registry: Registry): DashboardFile {
  const problems = new ProblemList();
  const key = path.parse(file).name;
  if (!KEY.test(key)) {
    const spot = { file: shown(file), line: 1, column: 1, path: '' };
    problems.add(spot, `"${key}" cannot be the key of a dashboard`, 'a file name of letters, digits, _ and -');
  }
  const root = readRoot(file, problems);
  const head = root === null ? {} : checkFields(root, dashboardHead, problems);
  const { order = Infinity } = head;
  const title = root && readText(root.at('title'), head.title, registry, problems);
  const description = root && readText(root.at('description'), head.description, registry, problems);
  const sections = root === null ? [] : readSections(root, head, registry, problems);
  const problem = problems.all.length === 0 ? null : linesOf(problems.all).join('\n');
  const dashboard = { key, title, description, problem, sections: problem === null ? sections : [] };
  return { order, dashboard };
}

function readSections(root: Spot, head: Around['head'], registry: Registry, problems: ProblemList): DashboardSection[] {
  if (head.timeZone !== undefined) checkTimeZone(root.at('timeZone'), head.timeZone, problems);
  const where = root.keys.includes('where') ? readWhere(root.at('where'), registry, problems) : null;
  const around: Around = { root, head, where, registry, problems };
  return itemsOf(root.at('sections')).map((spot, index) => readSection(spot, index + 1, around));
}

function readSection(spot: Spot, position: number, around: Around): DashboardSection {
  const { registry, problems } = around;
  const { title: written, group = null } = checkFields(spot, sectionHead, problems);
  const title = readText(spot.at('title'), written, registry, problems);
  if (group !== null && !registry.groups.has(group)) {
    problems.addUnknown(spot.at('group'), 'group', group, registry.groups.keys());
  }
  const tiles = itemsOf(spot.at('tiles')).map((at, index) => readTile(at, `${position}/${index + 1}`, around));
  return { title, group, tiles };
}
