import { isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { SourceLocation } from '../../model/text';

/**
 * A position in a registry file, with its line and column, its dotted path and its text as written.
 * A spot may be empty: the spot of a missing field has the line and column of the mapping that
 * should contain it.
 */
export class Spot {
  private constructor(
    readonly file: string,
    readonly line: number,
    readonly column: number,
    readonly path: string,
    private readonly node: Node | null,
    private readonly lines: LineCounter,
  ) {}

  static ofFile(file: string, root: Node | null, lines: LineCounter): Spot {
    return new Spot(file, 1, 1, '', root, lines);
  }

  /** The spot of a field or an item of this one. */
  at(key: string | number): Spot {
    const path = typeof key === 'number' ? `${this.path}[${key}]` : this.path === '' ? key : `${this.path}.${key}`;
    if (isMap(this.node)) {
      const pair = this.node.items.find((item) => writtenKey(item.key) === String(key));
      if (pair) return this.placed(pair.key as Node, path, pair.value as Node | null);
    }
    const item = isSeq(this.node) ? (this.node.items[Number(key)] as Node | undefined) : undefined;
    return this.placed(item ?? null, path, item ?? null);
  }

  /** The keys of a mapping as written and in that order, without those that `syntax.ts` rejects. */
  get keys(): readonly string[] {
    const keys = isMap(this.node) ? this.node.items.map((item) => writtenKey(item.key)) : [];
    return keys.filter((key) => key !== '__proto__');
  }

  get isMapping(): boolean {
    return isMap(this.node);
  }

  get sourceLocation(): SourceLocation {
    return { file: this.file, line: this.line };
  }

  /** The text of a scalar as written: `0.020`, where the value is the number 0.02. */
  get written(): string | null {
    return isScalar(this.node) ? (this.node.source ?? String(this.node.value)) : null;
  }

  /**
   * The spot of a character of a scalar, counted from 1. In a scalar with escapes or of several
   * lines it is the spot where the scalar begins.
   */
  within(character: number): Spot {
    const { node } = this;
    if (!isScalar(node) || !node.range || typeof node.value !== 'string') return this;
    const [start, end] = node.range;
    const quotes = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0;
    const isExact = (node.type === 'PLAIN' || quotes > 0) && end - start === node.value.length + 2 * quotes;
    const { line, col } = this.lines.linePos(start + (isExact ? quotes + character - 1 : 0));
    return new Spot(this.file, line, col, this.path, null, this.lines);
  }

  /** Plain data, for the grammar; undefined for an empty spot. */
  get value(): unknown {
    return this.node === null ? undefined : plain(this.node);
  }

  /** A spot within this one that begins at `start`; without `start`, where this one begins. */
  private placed(start: Node | null, path: string, node: Node | null): Spot {
    const { line, col } = start?.range ? this.lines.linePos(start.range[0]) : { line: this.line, col: this.column };
    return new Spot(this.file, line, col, path, node, this.lines);
  }
}

/** A key as written: `007` stays `007`. */
export function writtenKey(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

function plain(node: unknown): unknown {
  if (isMap(node)) return Object.fromEntries(node.items.map((item) => [writtenKey(item.key), plain(item.value)]));
  if (isSeq(node)) return node.items.map(plain);
  return isScalar(node) ? node.value : null;
}
