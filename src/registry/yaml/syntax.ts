import { isNode, visit, type Document, type LineCounter, type YAMLMap } from 'yaml';
import type { ProblemList } from '../problems';
import { expandAliases } from './aliases';
import { writtenKey } from './spot';

/**
 * Reports YAML's own errors, and YAML that the registry does not allow. Puts the values of anchors
 * in the places of aliases. False if the content is unreliable; with a duplicate key, the first one
 * can still be checked.
 */
export function checkSyntax(document: Document, file: string, lines: LineCounter, problems: ProblemList): boolean {
  const report = (offset: number, wrong: string, expected: string): void => {
    const { line, col } = lines.linePos(offset);
    problems.add({ file, line, column: col, path: '' }, wrong, expected);
  };
  const errors = [...document.errors, ...document.warnings];
  for (const error of errors) report(error.pos[0], sentence(error.message), 'YAML');
  visit(document, { Map: (_, node) => checkKeys(node, lines, report) });
  const bad = errors.length === 0 ? expandAliases(document) : null;
  if (bad !== null) report(bad.at, bad.wrong, 'the value itself');
  return errors.length === 0 && bad === null;
}

function checkKeys(
  map: YAMLMap,
  lines: LineCounter,
  report: (at: number, wrong: string, expected: string) => void,
): void {
  const first = new Map<string, number>();
  for (const { key } of map.items) {
    const name = writtenKey(key);
    const before = first.get(name);
    if (before === undefined) first.set(name, startOf(key));
    else report(startOf(key), `"${name}" is already declared at line ${lines.linePos(before).line}`, 'each key once');
    // JavaScript gives this key another meaning, so the grammar would never get it.
    if (name === '__proto__') report(startOf(key), '"__proto__" cannot be a key', 'another name');
  }
}

function startOf(node: unknown): number {
  return (isNode(node) && node.range?.[0]) || 0;
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.?\s*$/, '');
}
