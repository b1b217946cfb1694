import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../src/server/root';
import { consoleDocuments } from './consoleDocuments';

/** Writes the documents of the console with their types: `npm run documents`. */
consoleDocuments()
  .then((text) => writeFileSync(path.join(ROOT, 'console/questions/documents.ts'), text))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
