import { BarChartIcon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createLocalStorage } from '@graphiql/toolkit';
import { QueryClientProvider } from '@tanstack/react-query';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useRef } from 'react';
import { settings, type GraphiqlSettings } from '../pageSettings';
import { queryClient } from '../questions/queryClient';
import { useTheme } from '../theme';
import { useWords, WordsProvider } from '../words/words';
import { keepAccessibleNames } from './accessibleNames';
import { AnswerPane } from './answer/AnswerPane';
import { ChinesePunctuation } from './ChinesePunctuation';
import { fetcher } from './fetcher';
import { keepFirstFocus } from './firstFocus';
import { Heading, NarrowNotice, SignInNotice, TrustedNotice } from './heading';
import { forgetLinkedQuery, linkedQuery } from './linkedQuery';
import { NamesPane } from './names/NamesPane';
import { NewTabs } from './NewTabs';

const explorer = explorerPlugin({ showAttribution: false });
const { language, isTrustedOnly, examples, newTab } = settings<GraphiqlSettings>();
const linked = linkedQuery(location.search);
/** Beside the explorer, the query would have no room for its lines. A click opens the explorer. */
const isNarrow = matchMedia('(max-width: 70rem)').matches;
const icons = {
  answer: () => <BarChartIcon width={24} height={24} />,
  names: () => <MagnifyingGlassIcon width={24} height={24} />,
};

/** GraphiQL with the panes of the console. */
export function Editor() {
  return (
    <WordsProvider fixed={language}>
      <QueryClientProvider client={queryClient}>
        <Panes />
      </QueryClientProvider>
    </WordsProvider>
  );
}

// GraphiQL compares plugins by identity, so each is one object for as long as the page lives.
const answerPane = { title: '', icon: icons.answer, content: AnswerPane };
const namesPane = { title: '', icon: icons.names, content: NamesPane };
const PLUGINS = [HISTORY_PLUGIN, explorer, namesPane, answerPane];

function Panes() {
  const words = useWords();
  const { chosen } = useTheme();
  useEffect(() => {
    if (linked !== null) forgetLinkedQuery();
  }, []);
  useEffect(keepFirstFocus, []);
  const main = useRef<HTMLElement>(null);
  useEffect(() => keepAccessibleNames(main.current!), []);
  answerPane.title = words.editor.answer;
  namesPane.title = words.editor.names;
  const tabs = examples.map((query) => ({ query }));
  return (
    <main className="editor" ref={main}>
      <h1 className="hidden">GraphiQL</h1>
      <SignInNotice words={words} />
      <NarrowNotice words={words} />
      {isTrustedOnly && <TrustedNotice words={words} />}
      <GraphiQL
        fetcher={fetcher}
        plugins={PLUGINS}
        {...(!isNarrow && { visiblePlugin: explorer })}
        forcedTheme={chosen}
        defaultTabs={linked === null ? tabs : [linked, ...tabs]}
        {...(linked !== null && { initialQuery: linked.query, initialVariables: linked.variables })}
        // Each language has its own tabs, because stored tabs of the other would hide its examples.
        storage={createLocalStorage({ namespace: `metergate-${language}` })}
      >
        <GraphiQL.Logo>
          <Heading language={language} words={words} />
        </GraphiQL.Logo>
        <NewTabs query={newTab} />
        <ChinesePunctuation />
      </GraphiQL>
    </main>
  );
}
