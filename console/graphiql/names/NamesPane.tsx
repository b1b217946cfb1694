import { pick, useGraphiQL } from '@graphiql/react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../questions/ask';
import { NamesDocument } from '../../questions/documents';
import { Problem } from '../../widgets/Problem';
import { useLanguage } from '../../words/words';
import { matchNames, namesOf } from './matchNames';

/** Finds metrics and dimensions by their labels. A click writes the key into the query. */
export function NamesPane() {
  const { words, language } = useLanguage();
  const { editor } = words;
  const { queryEditor } = useGraphiQL(pick('queryEditor'));
  const [search, setSearch] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['names', language],
    queryFn: async ({ signal }) => namesOf((await ask(NamesDocument, { locale: language }, signal)).metricCatalog!),
  });
  const found = matchNames(data ?? [], search);
  const insert = (key: string) => {
    queryEditor?.trigger('names', 'type', { text: key });
    queryEditor?.focus();
  };
  return (
    <div className="pane">
      <h2 className="pane-title">{editor.names}</h2>
      <input
        className="pane-search"
        type="search"
        value={search}
        placeholder={editor.search}
        aria-label={editor.search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data !== undefined && found.length === 0 && <p className="pane-text">{editor.noNames}</p>}
      <ul className="names">
        {found.map(({ key, label, description, isDimension }) => (
          <li key={key}>
            <button type="button" className="name" title={editor.insert(key)} onClick={() => insert(key)}>
              <span className="name-label">{label}</span>
              <code>{key}</code>
              {isDimension && <span className="pane-text">{editor.isDimension}</span>}
              {description !== null && description !== label && <span className="pane-text">{description}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
