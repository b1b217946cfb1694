// First, because the other imports create styles and workers.
import '../nonce';
import './workers';
// GraphiQL loads these on demand. Without a static import, the bundler would omit their styles.
import 'monaco-graphql/esm/monaco-editor.js';
import 'monaco-graphql/esm/lite.js';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './graphiql.css';
import { Editor } from './Editor';

createRoot(document.getElementById('page')!).render(<Editor />);
