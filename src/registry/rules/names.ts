import { isInherited, NAME } from '../grammar/words';
import type { ProblemList } from '../problems';
import type { Sections } from '../yaml/sections';
import type { Spot } from '../yaml/spot';

/**
 * Words with a meaning in filters, orders or GraphQL, where keys of metrics and dimensions appear
 * too.
 */
export const RESERVED: readonly string[] = ['and', 'or', 'not', 'true', 'false', 'null', 'TIME'];

/** Checks that each key is a valid name. Metrics and dimensions share one published name space. */
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

/** PostgreSQL truncates names after 63 bytes, and SQL adds prefixes and suffixes to these keys. */
export const LONGEST_KEY = 46;

function checkName(key: string, spot: Spot, problems: ProblemList): boolean {
  if (key.length > LONGEST_KEY) {
    problems.add(spot, `"${key}" has ${key.length} characters`, `a name of at most ${LONGEST_KEY}`);
    return false;
  }
  if (isInherited(key)) {
    problems.add(spot, `"${key}" is a name that every object of JavaScript has`, 'another name');
    return false;
  }
  if (NAME.test(key)) return true;
  problems.add(spot, `"${key}" is not a valid name`, 'letters, digits and _, beginning with a letter or _');
  return false;
}

/** Checks a key that is published as the name of a metric or a dimension. */
export function checkPublished(key: string, spot: Spot, problems: ProblemList): void {
  if (!checkName(key, spot, problems)) return;
  if (RESERVED.includes(key)) {
    problems.add(spot, `"${key}" is a word of the query language`, `a name other than ${RESERVED.join(', ')}`);
  } else if (key.startsWith('__')) {
    problems.add(spot, 'names that begin with __ belong to GraphQL', 'a name that begins otherwise');
  }
}
