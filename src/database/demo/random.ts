// Bound once: tests run inside a VM context, where each look-up of a global costs more than the
// arithmetic.
const { imul, log, sqrt } = Math;

/**
 * Seeded random numbers (mulberry32). The same key gives the same numbers on every machine and in
 * any order of keys. So one person's day does not depend on other people or days.
 */
export class Random {
  private state = 0x2545f491;

  constructor(...key: readonly number[]) {
    for (const part of key) this.state = scramble(this.state + imul(part + 1, 0x9e3779b1));
  }

  /** A uniform number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    return scramble(this.state) / 2 ** 32;
  }

  /** A uniform number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** The waiting time for an event that happens once in `mean` on average. */
  wait(mean: number): number {
    return -mean * log(1 - this.next());
  }

  /** A number around 0, mostly within ±2: close enough to a normal distribution. */
  bell(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * sqrt(3);
  }

  /** An index of `weights`. Its weight is its probability. */
  pick(weights: readonly number[]): number {
    let remaining = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (let index = 0; index < weights.length - 1; index++) {
      remaining -= weights[index] ?? 0;
      if (remaining < 0) return index;
    }
    return weights.length - 1;
  }
}

function scramble(value: number): number {
  let mixed = imul(value ^ (value >>> 15), value | 1);
  mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
