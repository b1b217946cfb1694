import type { Data, Row, Value } from '../evaluator/data';
import { textOf, valueOf } from '../evaluator/data';

/**
 * Rearranges the product's rows into the tables of `model.yaml`, and into the rows of its select.
 */
export function arranged(data: Data): Data {
  const rows = (key: string): readonly Row[] => data[key] ?? [];
  const tasks = rows('task_generate_log').map((row) => ({ ...row, lane: laneOf(textOf(row, 'id')) }));
  const actions = rows('user_action_log').map((row) => {
    const task = textOf(row, 'task_id');
    return { ...row, lane: isEvery(7, row) ? null : laneOf(task), acted_on: valueOf(row, 'created_at') };
  });
  return {
    user: rows('user').map((row) => ({
      ...row,
      registered_on: valueOf(row, 'registration_date'),
      is_test: isEvery(5, row) ? 'true' : isEvery(3, row) ? null : 'false',
    })),
    trade: rows('trade').map((row) => ({ ...row, shop: isEvery(3, row) ? '2' : '1' })),
    task_left: tasks
      .filter(({ lane }) => lane === 'left')
      .map((row) => ({ ...row, is_test: isEvery(9, row) ? 'true' : null })),
    task_right: tasks.filter(({ lane }) => lane === 'right'),
    raw_action: actions,
    action: actions.filter((row) => textOf(row, 'action_type') !== 'like'),
    subscription: rows('subscription_records').map((row) => ({
      ...row,
      starts_on: valueOf(row, 'start_date'),
      ends_on: valueOf(row, 'end_date'),
    })),
  };
}

/**
 * Ids of any sign and width fit the right table; only ids that fit an integer are in the left one.
 */
function laneOf(id: string | null): Value {
  if (id === null) return null;
  const whole = BigInt(id);
  return whole % 2n === 0n && BigInt.asIntN(32, whole) === whole ? 'left' : 'right';
}

/** True of about one row in `count`, always the same ones. */
function isEvery(count: number, row: Row): boolean {
  return BigInt(textOf(row, 'id') ?? '0') % BigInt(count) === 0n;
}
