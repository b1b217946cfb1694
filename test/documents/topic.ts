import type { Registry } from '../../src/model/registry';
import { GRAINS as ALL, grainsFrom } from '../../src/time/grain';
import type { Draw } from './draw';

/** What one question is about: metrics that can be asked together, by dimensions that all of them have. Others of the schema's names fit any topic. */
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

  /** Of some names of the schema those that belong here, unless none does or it is to be odd. */
  fitting(names: readonly string[], odd: boolean): readonly string[] {
    const fitting = odd ? names : names.filter((name) => this.about.has(name) || !this.isOfRegistry(name));
    return fitting.length === 0 ? names : fitting;
  }

  /** Of some names of the schema all that it is about. */
  meant(names: readonly string[]): string[] {
    return names.filter((name) => this.about.has(name));
  }

  private isOfRegistry(name: string): boolean {
    const { metrics, dimensions } = this.registry;
    return metrics.has(name) || dimensions.has(name) || GRAINS.has(name);
  }
}

const GRAINS: ReadonlySet<string> = new Set(ALL.map((grain) => grain.toUpperCase()));
