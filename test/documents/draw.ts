import * as fc from 'fast-check';

/** The random decisions that make up one document, in order. */
export class Draw {
  constructor(
    private readonly gen: fc.GeneratorValue,
    /** One of this many values is odd: no sensible person would send it. Infinite: none is. */
    private readonly oddEach: number,
  ) {}

  /** Returns a whole number from 0 up to, not including, `below`. */
  below(below: number): number {
    return this.gen(anyNumber) % Math.max(1, below);
  }

  /** True once in `each` times. */
  once(each: number): boolean {
    return this.below(each) === each - 1;
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }

  /** Returns at most this many of the items, each once, in any order. */
  some<T>(all: readonly T[], most: number): T[] {
    const left = [...all];
    const count = Math.min(left.length, this.below(most + 1));
    return Array.from({ length: count }, () => left.splice(this.below(left.length), 1)[0]!);
  }

  isOdd(): boolean {
    return Number.isFinite(this.oddEach) && this.once(this.oddEach);
  }

  text(): string {
    return this.gen(anyText);
  }
}

/** One function for all decisions. fast-check looks each function up in a list, every time. */
const anyNumber = () => fc.noBias(fc.nat());

/** Any text, including half surrogates and control characters. */
const anyText = () => fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 8 });
