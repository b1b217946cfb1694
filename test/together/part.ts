import { readdirSync } from 'node:fs';
import path from 'node:path';
import alone from './alone.json';

const TESTS = path.join(__dirname, '..');
/** Jest runs these by themselves. */
const ALONE = new RegExp(`^(?:${Object.values(alone).flat().join('|')})\\.test\\.ts$`);

/**
 * Defines one of so many parts of all tests. Jest loads every module anew for every file, which takes longer than most files take: together
 * they take half the time. A file on its own: `npx jest test/graphql/badRange`.
 */
export function together(part: number, parts: number): void {
  files()
    .filter((_, index) => index % parts === part - 1)
    .forEach((file) => {
      describe(file, () => {
        require(path.join(TESTS, file));
      });
    });
}

/** In the order of their names, so that what a folder holds is spread over all parts. */
function files(): string[] {
  const all = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll(path.sep, '/'));
  return all.filter((file) => file.endsWith('.test.ts') && !ALONE.test(file)).sort();
}
