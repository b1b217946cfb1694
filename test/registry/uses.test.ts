import { usedBy, usesOf } from '../../src/model/uses';
import { productModel } from './productModel';

/** `uses` and `usedBy` are one relation, read from both ends. */
const registry = productModel();
const metrics = [...registry.metrics.values()];

test('a metric uses another one exactly if the other one is used by it', () => {
  const pairs = (pair: (metric: string, other: string) => string, of: typeof usesOf) =>
    metrics.flatMap((metric) => of(registry, metric).map(({ key }) => pair(metric.key, key))).sort();
  const found = pairs((user, used) => `${user} ${used}`, usesOf);
  expect(found.length).toBeGreaterThan(15);
  expect(pairs((used, user) => `${user} ${used}`, usedBy)).toEqual(found);
});

test('used metrics come in the order of the definition, users by key', () => {
  const metric = (key: string) => registry.metrics.get(key)!;
  expect(usesOf(registry, metric('payment_conversion_rate')).map(({ key }) => key)).toEqual([
    'new_paying_users',
    'new_registrations',
  ]);
  const users = usedBy(registry, metric('total_generations')).map(({ key }) => key);
  expect(users).toEqual(['adoption_rate', 'avg_tasks_per_user', 'text_generations']);
});
