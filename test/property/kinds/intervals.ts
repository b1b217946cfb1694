import type { Movement, Snapshot } from '../../../src/model/measure';
import type { Kind, Kinds } from './definitions';
import { ACTIVE, measured, SUBSCRIPTIONS, VISITS } from './definitions';

type Looked = Pick<Snapshot, 'kind' | 'moment' | 'entity' | 'column' | 'factor'>;

const fees = (moment: Snapshot['moment'], factor = '1'): Looked => ({
  kind: 'snapshot',
  moment,
  entity: null,
  column: 'monthly_fee',
  factor,
});
const rows = (moment: Snapshot['moment']): Looked => ({ ...fees(moment), column: null });
const users = (moment: Snapshot['moment'], entity = 'user_id'): Looked => ({ ...rows(moment), entity });

/** Rows and entities that are active when a bucket opens or closes. */
export const SNAPSHOTS: Kinds = {
  fees_at_open: measured('day', 'first', { ...SUBSCRIPTIONS, ...fees('open') }),
  fees_at_close: measured('day', 'last', { ...SUBSCRIPTIONS, ...fees('close') }),
  fees_at_open_average: measured('day', 'average', { ...ACTIVE, ...fees('open', '0.5') }),
  fees_at_open_by_hour: measured('hour', 'first', { ...ACTIVE, ...fees('open') }),
  subscriptions_at_open: measured('day', 'first', { ...SUBSCRIPTIONS, ...rows('open') }),
  subscriptions_at_open_by_month: measured('month', 'first', { ...SUBSCRIPTIONS, ...rows('open') }),
  subscriptions_at_open_average: measured('week', 'average', { ...SUBSCRIPTIONS, ...rows('open') }),
  holders_at_open: measured('day', 'first', { ...SUBSCRIPTIONS, ...users('open') }),
  holders_at_close: measured('day', 'last', { ...SUBSCRIPTIONS, ...users('close') }),
  holders_average: measured('day', 'average', { ...ACTIVE, ...users('close') }),
  holders_at_close_by_hour: measured('hour', 'last', { ...ACTIVE, ...users('close') }),
  holders_at_open_average: measured('week', 'average', { ...SUBSCRIPTIONS, ...users('open') }),
  dormant_at_open: measured('day', 'first', { ...VISITS, ...users('open', 'id') }),
};

const MOVEMENTS = ['new', 'reactivated', 'expansion', 'contraction', 'churned', 'net'] as const;

const moving = (movement: Movement['movement'], more: Partial<Movement> = {}) =>
  ({
    kind: 'movement',
    entity: 'user_id',
    column: 'monthly_fee',
    factor: '1',
    movement,
    counts: 'amounts',
    ...more,
  }) as const;

/** One metric for each movement, with a common name. */
function each(name: string, of: (movement: Movement['movement']) => Kind): Kinds {
  return Object.fromEntries(MOVEMENTS.map((movement) => [`${movement}_${name}`, of(movement)]));
}

/** Movements of amounts, of rows and of users. */
export const MOVED: Kinds = {
  ...each('fees', (movement) => measured('day', 'recompute', { ...SUBSCRIPTIONS, ...moving(movement) })),
  ...each('holders', (movement) =>
    measured('day', 'recompute', { ...SUBSCRIPTIONS, ...moving(movement, { counts: 'entities' }) }),
  ),
  ...each('subscriptions', (movement) =>
    measured('week', 'recompute', { ...SUBSCRIPTIONS, ...moving(movement, { column: null }) }),
  ),
  ...each('fees_summed', (movement) => measured('day', 'sum', { ...SUBSCRIPTIONS, ...moving(movement) })),
  new_fees_by_hour: measured('hour', 'recompute', { ...ACTIVE, ...moving('new', { factor: '-0.5' }) }),
  churned_holders_by_hour: measured('hour', 'sum', {
    ...ACTIVE,
    ...moving('churned', { column: null, counts: 'entities' }),
  }),
  reactivated_holders_by_month: measured('month', 'sum', {
    ...SUBSCRIPTIONS,
    ...moving('reactivated', { column: null, counts: 'entities' }),
  }),
  net_holders_by_month: measured('month', 'recompute', {
    ...SUBSCRIPTIONS,
    ...moving('net', { counts: 'entities' }),
  }),
  net_visitors: measured('day', 'sum', {
    ...VISITS,
    ...moving('net', { entity: 'id', column: null, counts: 'entities' }),
  }),
};
