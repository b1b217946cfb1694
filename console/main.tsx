// First, because the other imports create styles.
import './nonce';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/inter/wght.css';
import './theme.css';
import './layout.css';
import { App } from './App';

createRoot(document.getElementById('page')!).render(<App />);
