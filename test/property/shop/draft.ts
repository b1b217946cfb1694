import type { HistoryDraft } from '../arbitrary/histories';
import type { InstantDraft } from '../arbitrary/instants';
import type { Reference } from '../arbitrary/product';

/** The shop's rows with references and instants still open, so that they shrink one by one. `as before`: at the moment of the row before. */
export interface ShopDraft {
  /** How numbers look: not in the order of the rows, wider than a double, below zero. */
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
  /** Plans that follow each other, and beside each whether it is a trial and when it is cancelled. */
  readonly plans: readonly HistoryDraft[];
  readonly trials: readonly { trial: string | null; cancelled: InstantDraft | 'as begun' | null }[];
}

export const TENANTS = ['north', 'south', 'east'] as const;
export const SKUS = ['T-10', 'T-9', 'C-1'] as const;
export const COUNTRIES = ['DE', 'AT', 'FR', 'IS'] as const;
export const CATEGORIES = ['tea', 'cup', 'gift'] as const;
