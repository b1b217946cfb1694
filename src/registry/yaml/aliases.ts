import { isAlias, visit, type Document } from 'yaml';

/** The values of a file with all its aliases. A registry of a thousand metrics has a tenth. */
const MOST_VALUES = 200_000;
/** The deepest nesting. An alias inside its own anchor nests without end. */
const MOST_LEVELS = 50;

/** An alias that has no value, and its offset in the file. */
export interface BadAlias {
  readonly at: number;
  readonly wrong: string;
}

/** Puts the value of its anchor in the place of each alias. Returns the first bad one, or null. */
export function expandAliases(document: Document): BadAlias | null {
  let values = 0;
  let at = 0;
  let wrong: string | null = null;
  visit(document, {
    Node(_, node, path) {
      if (isAlias(node)) at = node.range?.[0] ?? 0;
      if (++values > MOST_VALUES || path.length > MOST_LEVELS) {
        wrong = 'this alias makes the file too large or nests it too deep';
        return visit.BREAK;
      }
      if (!isAlias(node)) return undefined;
      const found = node.resolve(document);
      if (found !== undefined) return found;
      wrong = `no value before has the anchor &${node.source}`;
      return visit.BREAK;
    },
  });
  return wrong === null ? null : { at, wrong };
}
