import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DIRECTORY, referencePages } from './pages';

/** Writes the reference: `npm run docs`. */
mkdirSync(DIRECTORY, { recursive: true });
for (const [file, text] of referencePages()) writeFileSync(path.join(DIRECTORY, file), text);
