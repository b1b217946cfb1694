import { StartupProblem } from '../startupProblem';

/** Sites whose pages a browser lets read answers: those of a list, or any. */
export type Origins = readonly string[] | 'any';

/** Reads CORS_ORIGINS: origins as browsers send them, with commas between, or `*`. Errors: StartupProblem. */
export function readOrigins(text: string): Origins {
  const listed = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (listed.includes('*') && listed.length === 1) return 'any';
  return listed.map((one) => {
    // Browsers send scheme, host and port, and compare letter by letter: anything else would match none and never say why.
    const origin = URL.canParse(one) && /^https?:$/.test(new URL(one).protocol) ? new URL(one).origin : null;
    if (origin === one) return one;
    const guess = origin === null ? 'https://dashboard.example.com' : origin;
    throw new StartupProblem(
      `CORS_ORIGINS holds "${one}", which is no origin: give scheme, host and port alone, such as ${guess}, commas between several, or * for any site.`,
    );
  });
}
