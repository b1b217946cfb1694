import { readdirSync } from 'node:fs';
import path from 'node:path';
import { alone, heavy } from './files.json';

const TESTS = path.join(__dirname, '..');
const named = (some: object) => new RegExp(`^(?:${Object.values(some).flat().join('|')})\\.test\\.ts$`);
/** Jest runs these by themselves. */
const ALONE = named(alone);
/** These run when they are asked for: by name, or with HEAVY=1. */
const HEAVY = named(heavy);

/**
 * Defines one of so many parts of all tests. Jest loads every module anew for every file, which takes longer than most files take: together
 * they take half the time. A file on its own: `npx jest test/graphql/badRange`.
 */
export function together(part: number, parts: number): void {
  files()
    .filter((_, index) => index % parts === part - 1)
    .forEach((file) => {
      describe(file, () => {
        jest.requireActual(path.join(TESTS, file));
      });
    });
}

/** In the order of their names, so that what a folder holds is spread over all parts. */
function files(): string[] {
  const all = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll(path.sep, '/'));
  const isHere = (file: string) => !ALONE.test(file) && (process.env['HEAVY'] || !HEAVY.test(file));
  return all.filter((file) => file.endsWith('.test.ts') && isHere(file)).sort();
}
