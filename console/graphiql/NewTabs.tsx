import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';

/** Writes a query that runs into each tab that a person opens. */
export function NewTabs({ query }: { readonly query: string }) {
  const { tabs, activeTabIndex, queryEditor } = useGraphiQL(pick('tabs', 'activeTabIndex', 'queryEditor'));
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(tabs.map(({ id }) => id));
    const active = tabs[activeTabIndex];
    if (before === null || active === undefined || before.has(active.id) || queryEditor === undefined) return;
    if (queryEditor.getValue() === '') queryEditor.setValue(query);
  }, [tabs, activeTabIndex, queryEditor, query]);
  return null;
}
