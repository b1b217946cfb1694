import path from 'node:path';
import { loadRegistry } from '../../../src/registry/load';
import type { DimensionForm } from '../../../src/model/dimensionForm';
import { dimensionsOf } from '../arbitrary/query';
import { inRegistry, type Fault } from './fault';
import { hunted } from './hunt';
import { openShopDatabase } from '../shop/database';
import { shopWorld } from '../shop/world';

// As faults.alone.heavy.test.ts, for what only the shop's registry has.

const registry = loadRegistry(path.join(__dirname, '../../../examples/shop/model'));

type TextForm = Extract<DimensionForm, { readonly type: 'text' }>;

/** The values of dimensions have another form. Only queries with such a dimension show it. */
function formed(name: string, change: (form: TextForm) => TextForm): Fault {
  const fault = inRegistry(name, {
    dimension: (dimension) =>
      dimension.form.type === 'text' ? { ...dimension, form: change(dimension.form) } : dimension,
  });
  const changed = [...registry.dimensions.values()]
    .filter(({ form }) => form.type === 'text' && JSON.stringify(change(form)) !== JSON.stringify(form))
    .map(({ key }) => key);
  const isChanged = (key: string) => changed.includes(key);
  return {
    ...fault,
    ask: (question) => {
      const { groupBy, where } = question.query;
      return [...groupBy, ...dimensionsOf(where)].some(isChanged) ? fault.ask(question) : Promise.resolve(null);
    },
    near: (query) => {
      const isReached = (key: string) =>
        query.metrics.every((metric) => registry.metrics.get(metric)!.dimensions.includes(key));
      const groupBy = changed.filter(isReached).slice(0, 1);
      return groupBy.length === 0 ? query : { ...query, groupBy, orderBy: [], top: null };
    },
  };
}

const FAULTS: readonly Fault[] = [
  formed('merged values are groups of their own', (form) => ({ ...form, merged: [] })),
  formed('the last of the merged values stays apart', (form) => ({
    ...form,
    merged: form.merged.map((one) => ({ ...one, from: one.from.slice(0, -1) })),
  })),
  formed('values in an order of their own follow their texts', (form) => ({ ...form, order: null })),
  formed('values come in the opposite of their order', (form) => ({
    ...form,
    order: form.order && [...form.order].reverse(),
  })),
];

let ends: ReadonlyMap<string, string | null>;
beforeAll(
  async () => void (ends = await hunted(registry, FAULTS, { world: shopWorld, open: openShopDatabase })),
  1_200_000,
);

test.each(FAULTS.map(({ name }) => name))('the comparison finds: %s', (name) => {
  expect({ [name]: ends.get(name) }).toEqual({ [name]: null });
});
