import type { Registry } from '../../src/model/registry';
import { GRAINS as ALL, grainsFrom } from '../../src/time/grain';
import type { Draw } from './draw';

/**
 * The topic of one query: metrics that can be queried together, and dimensions that all of them
 * have. Names of the schema that are not the registry's fit any topic.
 */
export class Topic {
  private readonly about: ReadonlySet<string>;

  private constructor(
    private readonly registry: Registry,
    names: readonly string[],
  ) {
    this.about = new Set(names);
  }

  static drawn(draw: Draw, registry: Registry): Topic {
    const all = [...registry.metrics.values()];
    const first = draw.of(all);
    const dimensions = draw.some(first.dimensions, 2);
    const near = all.filter((one) => one !== first && dimensions.every((key) => one.dimensions.includes(key)));
    const metrics = [first, ...draw.some(near, 2)];
    const grains = ALL.filter((grain) => metrics.every((one) => grainsFrom(one.grain).includes(grain)));
    return new Topic(registry, [
      ...metrics.map(({ key }) => key),
      ...dimensions,
      ...grains.map((grain) => grain.toUpperCase()),
    ]);
  }

  /**
   * Returns the names that fit the topic; all names if none fits, or if the value should be odd.
   */
  fitting(names: readonly string[], odd: boolean): readonly string[] {
    const fitting = odd ? names : names.filter((name) => this.about.has(name) || !this.isOfRegistry(name));
    return fitting.length === 0 ? names : fitting;
  }

  /** Returns all names that belong to the topic. */
  meant(names: readonly string[]): string[] {
    return names.filter((name) => this.about.has(name));
  }

  private isOfRegistry(name: string): boolean {
    const { metrics, dimensions } = this.registry;
    return metrics.has(name) || dimensions.has(name) || GRAINS.has(name);
  }
}

const GRAINS: ReadonlySet<string> = new Set(ALL.map((grain) => grain.toUpperCase()));
