import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Catalog } from '../../questions/useCatalog';
import { addressOfState, parseAddress } from './state/address';
import { factsOf, type Facts } from './state/facts';
import { fit, type FittedState, type Note } from './state/fit';
import type { ExploreState } from './state/state';

export interface Explore {
  readonly facts: Facts;
  readonly state: FittedState;
  /** The parts of the address that the page ignores. */
  readonly notes: readonly Note[];
  /** Changes the address. `replace` keeps the change out of the history. */
  change(changes: Partial<ExploreState>, options?: { readonly replace?: boolean }): void;
}

/** The state of the page, which is its address. */
export function useExplore(catalog: Catalog): Explore {
  const search = useSearch();
  const [, navigate] = useLocation();
  const facts = useMemo(() => factsOf(catalog), [catalog]);
  const { state, notes } = useMemo(() => fit(parseAddress(new URLSearchParams(search)), facts), [search, facts]);
  return {
    facts,
    state,
    notes,
    change: (changes, options) => {
      const next = { ...state, metrics: metricsAfter(state, changes), ...changes };
      navigate(withLanguage(addressOfState(next), search), options);
    },
  };
}

/** A metric of the page's own choice stays one until a person groups or filters its numbers. */
function metricsAfter({ metrics, isSuggested }: FittedState, changes: Partial<ExploreState>): ExploreState['metrics'] {
  const isAdopted = changes.groupBy !== undefined || changes.filters !== undefined;
  return isSuggested && !isAdopted ? null : metrics;
}

/** Keeps the language that an address sets. */
function withLanguage(address: string, search: string): string {
  const language = new URLSearchParams(search).get('lang');
  if (language === null) return address;
  return `${address}${address.includes('?') ? '&' : '?'}lang=${encodeURIComponent(language)}`;
}
