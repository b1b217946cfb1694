import { movementWarnings } from '../../src/cli/movementWarnings';
import { productModel } from '../registry/productModel';
import { registryOf } from '../tables/ownProduct';

/**
 * Movements are added up over time. Divided by the number at the open of a half-year, all who left
 * in it, also those who came back, looked like a churn rate: `check` said nothing.
 */
const PLAN = 'count_distinct: owner, of: plan, active: { from: at, until: end }';
const MODEL = `
tables:
  plan:
    primaryKey: id
    time: at
    columns: { id: bigint, owner: bigint, at: timestamptz, end: timestamptz, is_trial: boolean }
metrics:
  opening: { numerator: { count_distinct: owner, of: plan, active: { from: at, until: end, at: open } }, grain: day }
  gone: { numerator: { ${PLAN}, movement: churned }, grain: day }
  gone_for_good: { numerator: { ${PLAN}, movement: churned }, grain: day, overTime: recompute }
  came: { numerator: { ${PLAN}, movement: new }, grain: day, overTime: recompute }
  back: { numerator: { ${PLAN}, movement: reactivated }, grain: day }
  trials: { numerator: { ${PLAN}, movement: new }, filters: [{ is_trial: true }], grain: day, overTime: recompute }
  rate: { label: { en: r, zh: 率 }, group: all, expression: 1 - gone / opening }
  right_rate: { label: { en: r, zh: 率 }, group: all, expression: gone_for_good / opening }
  all_gone: { label: { en: r, zh: 率 }, group: all, expression: gone + opening }
`;

test('check warns of a quotient of added movements, and of movements that do not add up', () => {
  const lines = movementWarnings(registryOf(MODEL)).map((line) => line.replace(/^\S+:\d+: /, ''));
  expect(lines).toEqual([
    '"rate" by a grain coarser than day divides "gone", which adds up its days, by "opening", which has its first value there. ' +
      'A movement with `overTime: recompute` compares the same two moments.',
    '"came" has `overTime: recompute` and "gone" has `sum`. They are movements of the same rows, and by a grain coarser than day they do not add up.',
  ]);
});

test('the product has neither', () => {
  expect(movementWarnings(productModel())).toEqual([]);
});
