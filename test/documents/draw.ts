import * as fc from 'fast-check';

/** Decisions that a document is made of, one after the other. */
export class Draw {
  constructor(
    private readonly gen: fc.GeneratorValue,
    /** Of so many values one is not what a sensible person would give; infinite: none. */
    private readonly oddEach: number,
  ) {}

  /** A whole number from 0 up to `below`. */
  below(below: number): number {
    return this.gen(anyNumber) % Math.max(1, below);
  }

  /** True once in so many times. */
  once(each: number): boolean {
    return this.below(each) === each - 1;
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }

  /** Up to so many of them, in any order, each once. */
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

/** The same for all decisions: one for each would be looked up among all others, every time. */
const anyNumber = () => fc.noBias(fc.nat());

/** Any text: half surrogates and control characters too. */
const anyText = () => fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 8 });
