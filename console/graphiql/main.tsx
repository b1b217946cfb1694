// First, because the other imports create styles and workers.
import '../nonce';
import './workers';
// GraphiQL loads these on demand. Without a static import, the bundler would omit their styles.
import 'monaco-graphql/esm/monaco-editor.js';
import 'monaco-graphql/esm/lite.js';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './graphiql.css';
import { fetcher } from './fetcher';
import { Heading } from './heading';
import { settings, type GraphiqlSettings } from '../pageSettings';

const explorer = explorerPlugin({ showAttribution: false });
const { language, examples } = settings<GraphiqlSettings>();

createRoot(document.getElementById('page')!).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={[HISTORY_PLUGIN, explorer]}
    visiblePlugin={explorer}
    defaultTabs={examples.map((query) => ({ query }))}
    // Each language has its own tabs, because stored tabs of the other would hide its examples.
    storage={createLocalStorage({ namespace: `metergate-${language}` })}
  >
    <GraphiQL.Logo>
      <Heading language={language} />
    </GraphiQL.Logo>
  </GraphiQL>,
);
