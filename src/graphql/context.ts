import type { Gateway } from '../answer/gateway';

/** What resolvers are given beside their arguments. */
export interface GraphqlContext {
  readonly gateway: Gateway;
  /** The moment of answers that name none, in milliseconds; the same for all fields of a request. */
  readonly now: number;
}
