import { readdirSync } from 'node:fs';
import path from 'node:path';

const TESTS = path.join(__dirname, '..');

/**
 * Defines the tests of one part: every `parts`-th file, except those that run alone. Jest loads
 * every module again for each file, which takes longer than most tests. Together they take half the
 * time.
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

/** Sorted by name, so that each part gets its share of every folder. */
function files(): string[] {
  const all = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll(path.sep, '/'));
  const isHere = (file: string) =>
    !file.startsWith('together/') && !/\.alone\./.test(file) && (process.env['HEAVY'] || !/\.heavy\./.test(file));
  return all.filter((file) => file.endsWith('.test.ts') && isHere(file)).sort();
}
