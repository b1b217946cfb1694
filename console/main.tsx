// First, because the other imports create styles.
import './nonce';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/inter/wght.css';
import './theme.css';
import './layout.css';
import { App } from './App';

// Its address is relative to the first page, and a browser asks for it again on others.
const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
icon?.setAttribute('href', icon.href);

createRoot(document.getElementById('page')!).render(<App />);
