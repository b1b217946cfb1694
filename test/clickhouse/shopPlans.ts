import { registryOf } from '../tables/ownProduct';

/** The table that the select of the shop reads; no other table of its registry does. */
export const PLANS = registryOf(`
tables:
  plan:
    schema: boxes
    primaryKey: plan_no
    columns:
      plan_no: text
      customer_no: uuid
      kind: text
      weekly_price: numeric
      trial: boolean
      begins_on: date
      ends_on: date
      cancelled_on: date
`);
