import { ACTIVITIES } from '../../../src/model/measure';
import { GENERATIONS, measured, PAYMENTS, ratio, TASKS, type Kinds } from './definitions';

const users = { kind: 'distinct', entity: 'user_id' } as const;

/** Users by the buckets in which they are active, and those of an earlier bucket. */
export const ACTIVE_USERS: Kinds = {
  ...Object.fromEntries(
    ACTIVITIES.flatMap((is) => {
      const activity = { kind: 'activity', is, entity: 'user_id' } as const;
      return [
        [`${is}_users`, measured('day', 'sum', { ...TASKS, ...activity })],
        [`${is}_generators_by_hour`, measured('hour', 'sum', { ...GENERATIONS, ...activity })],
        [`${is}_payers_by_week`, measured('week', 'sum', { ...PAYMENTS, ...activity })],
      ];
    }),
  ),
  users_day_by_day: measured('day', 'sum', { ...TASKS, ...users, lag: 0 }),
  users_a_day_before: measured('day', 'recompute', { ...TASKS, ...users, lag: 1 }),
  users_two_days_before: measured('day', 'average', { ...TASKS, ...users, lag: 2 }),
  payers_a_week_before: measured('week', 'sum', { ...PAYMENTS, ...users, lag: 1 }),
  share_of_users_back: ratio('day', 'retained_users', 'users_a_day_before'),
};
