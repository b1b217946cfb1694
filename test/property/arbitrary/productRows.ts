import type { Data, Row, Value } from '../evaluator/data';
import { subscribed } from './histories';
import type { InstantDraft } from './instants';
import { resolveInstant } from './instants';
import type { IdStyle, ProductDraft, Reference } from './product';
import type { Scene } from './scene';

/** The id of the row at an index, for each style. */
const ID_STYLES: Readonly<Record<IdStyle, (index: number) => string>> = {
  plain: (index) => String(index + 1),
  scattered: (index) => String(((index * 37) % 101) + 1),
  wide: (index) => String(9007199254740991n + BigInt(index)),
  signed: (index) => String(4 - index),
};
const MISSING_ID = '424242';

/** The rows of a draft around a scene, with ids, references and instants. */
export function resolveProduct(scene: Scene, draft: ProductDraft): Data {
  const id = ID_STYLES[draft.ids];
  const instant = (at: InstantDraft | null): Value => (at === null ? null : resolveInstant(scene, at));
  const reference = (to: Reference, count: number): Value => {
    if (to === null) return null;
    return to === 'missing' || count === 0 ? MISSING_ID : id(to % count);
  };
  const user = (to: Reference): Value => reference(to, draft.users.length);
  return {
    user: draft.users.map((row, i): Row => ({
      id: id(i),
      utm_source: row.source,
      registration_date: instant(row.registered),
      last_login_time: instant(row.login),
    })),
    trade: draft.trades.map((row, i): Row => ({
      id: id(i),
      user_id: user(row.user),
      amount: row.amount,
      payment_status: row.status,
      paid_at: instant(row.paid),
      trade_type: row.type,
    })),
    task_generate_log: draft.tasks.map((row, i): Row => ({
      id: id(i),
      user_id: user(row.user),
      task_type: row.type,
      status: row.status,
      token_consumed: row.tokens,
      created_at: instant(row.created),
    })),
    user_action_log: draft.actions.map((row, i): Row => ({
      id: id(i),
      user_id: user(row.user),
      action_type: row.type,
      task_id: reference(row.task, draft.tasks.length),
      created_at: instant(row.created),
    })),
    subscription_records: [...draft.subscriptions, ...draft.histories.flatMap(subscribed)].map((row, i): Row => ({
      id: id(i),
      user_id: user(row.user),
      subscription_type: row.type,
      monthly_fee: row.fee,
      start_date: instant(row.start),
      end_date: instant(row.end === 'as start' ? row.start : row.end),
      status: row.status,
    })),
  };
}
