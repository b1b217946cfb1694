import type { HistoryDraft } from '../arbitrary/histories';
import type { InstantDraft } from '../arbitrary/instants';
import type { Reference } from '../arbitrary/product';

/**
 * The shop's rows with open references and instants, so that rows shrink one by one. `as before`:
 * the moment of the row before.
 */
export interface ShopDraft {
  /** The form of numbers: not in the order of rows, wider than a double, or negative. */
  readonly numbers: 'plain' | 'scattered' | 'wide' | 'signed';
  readonly countries: readonly { region: string | null }[];
  readonly customers: readonly {
    country: string | null;
    segment: string | null;
    newsletter: string | null;
    joined: InstantDraft | null;
    erased: InstantDraft | null;
  }[];
  readonly purchases: readonly {
    till: boolean;
    customer: Reference;
    state: string | null;
    method: string | null;
    charged: string | null;
    rehearsal: string | null;
    voided: string | null;
    bought: InstantDraft | 'as before' | null;
    shipped: InstantDraft | 'as bought' | null;
  }[];
  readonly lines: readonly {
    purchase: number | 'missing';
    sku: string | null;
    pieces: string | null;
    worth: string | null;
    cost: string | null;
    booked: InstantDraft | 'as bought' | null;
  }[];
  readonly refunds: readonly {
    line: Reference;
    worth: string | null;
    reason: string | null;
    approved: string | null;
    made: InstantDraft | null;
  }[];
  readonly categories: readonly { department: string | null }[];
  readonly articles: readonly { category: string | null }[];
  readonly counts: readonly {
    tenant: string | null;
    sku: string | null;
    pieces: string | null;
    counted: InstantDraft | 'as before' | null;
  }[];
  /** Consecutive plans, each with a flag for trials and a cancellation. */
  readonly plans: readonly HistoryDraft[];
  readonly trials: readonly { trial: string | null; cancelled: InstantDraft | 'as begun' | null }[];
}

export const TENANTS = ['north', 'south', 'east'] as const;
export const SKUS = ['T-10', 'T-9', 'C-1'] as const;
export const COUNTRIES = ['DE', 'AT', 'FR', 'IS'] as const;
export const CATEGORIES = ['tea', 'cup', 'gift'] as const;
