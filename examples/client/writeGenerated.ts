import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generated } from './generate';

/** Writes the types of the queries: `npm run client`. */
generated()
  .then((text) => writeFileSync(path.join(__dirname, 'generated.ts'), text))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
