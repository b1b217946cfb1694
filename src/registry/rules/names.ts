import { NAME } from '../grammar/words';
import type { ProblemList } from '../problems';
import type { Sections } from '../yaml/sections';
import type { Spot } from '../yaml/spot';

/** Words that filters, orders and GraphQL itself use where metrics and dimensions are named. */
const RESERVED: readonly string[] = ['and', 'or', 'not', 'true', 'false', 'null', 'TIME'];

/** Every key must be a name; those of metrics and dimensions are published side by side in one name space. */
export function checkNames(sections: Sections, problems: ProblemList): void {
  const { groups, tables, dimensions, metrics, roles } = sections;
  for (const [key, spot] of [...groups, ...tables, ...roles]) checkName(key, spot, problems);
  for (const [key, spot] of [...dimensions, ...metrics]) checkPublished(key, spot, problems);
  for (const [key, spot] of metrics) {
    const dimension = dimensions.get(key);
    if (!dimension) continue;
    const other = `${dimension.file}:${dimension.line}`;
    problems.add(spot, `is also the key of a dimension (${other})`, 'keys that metrics and dimensions do not share');
  }
}

/** PostgreSQL cuts longer names than 63 off, and ours stand there with words before or after them. */
const LONGEST = 46;

function checkName(key: string, spot: Spot, problems: ProblemList): boolean {
  if (key.length > LONGEST) {
    problems.add(spot, `"${key}" has ${key.length} characters`, `a name of at most ${LONGEST}`);
    return false;
  }
  if (NAME.test(key)) return true;
  problems.add(spot, `"${key}" is no name`, 'letters, digits and _, beginning with a letter or _');
  return false;
}

/** A key that metrics and dimensions are published under. */
export function checkPublished(key: string, spot: Spot, problems: ProblemList): void {
  if (!checkName(key, spot, problems)) return;
  if (RESERVED.includes(key)) {
    problems.add(spot, `"${key}" is a word of the query language`, `a name other than ${RESERVED.join(', ')}`);
  } else if (key.startsWith('__')) {
    problems.add(spot, 'names that begin with __ belong to GraphQL', 'a name that begins otherwise');
  }
}
