import { StartupProblem } from '../startupProblem';

/** The sites whose pages may read answers in a browser: a list, or any. */
export type Origins = readonly string[] | 'any';

/**
 * Reads CORS_ORIGINS: origins as browsers send them, separated by commas, or `*`. Errors:
 * StartupProblem.
 */
export function readOrigins(text: string): Origins {
  const listed = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (listed.includes('*') && listed.length === 1) return 'any';
  return listed.map((one) => {
    // Browsers send scheme, host and port, and compare them letter by letter. Any other text would
    // silently match nothing.
    const origin = URL.canParse(one) && /^https?:$/.test(new URL(one).protocol) ? new URL(one).origin : null;
    if (origin === one) return one;
    const guess = origin === null ? 'https://dashboard.example.com' : origin;
    throw new StartupProblem(
      `CORS_ORIGINS has "${one}", which is not an origin. Give only scheme, host and port, such as ${guess}; separate several by commas, or give * for any site.`,
    );
  });
}
