import { usageProblem } from '../../cli/commandProblem';
import { FORMATS } from '../export/formats';

export interface LinkFlags {
  readonly expires: string;
  readonly role?: string;
  readonly claims?: string;
  readonly format?: string;
  readonly bom?: true;
  readonly url?: string;
}

/** The export that a link leads to. */
interface LinkQuestion {
  /** The address of the gateway, without a slash at its end. */
  readonly base: string;
  readonly path: string;
  /** `arguments`, as text, and `bom`. */
  readonly parameters: Readonly<Record<string, string>>;
}

const EXTENSIONS = FORMATS.map(({ extension }) => extension);

/**
 * Reads the address of an export, whole or from its path on, or the arguments of one as JSON.
 * Errors: CommandProblem.
 */
export function readQuestion(question: string, flags: LinkFlags, here: string): LinkQuestion {
  const bom = flags.bom ? { bom: 'true' } : {};
  const base = (flags.url ?? here).replace(/\/$/, '');
  if (!URL.canParse(base)) throw usageProblem(`${base} is not the address of a gateway.`);
  if (question.trimStart().startsWith('{')) {
    const text = JSON.stringify(objectOf(question, 'The question'));
    const format = FORMATS.find(({ extension }) => extension === (flags.format ?? 'csv'));
    if (format === undefined) throw usageProblem(`--format is one of ${EXTENSIONS.join(', ')}.`);
    if (flags.bom && !format.mayHaveBom) throw usageProblem('--bom is for csv only.');
    return { base, path: `/export.${format.extension}`, parameters: { arguments: text, ...bom } };
  }
  const isPath = question.startsWith('/');
  if (!isPath && !URL.canParse(question)) throw usageProblem(NEITHER);
  const url = new URL(isPath ? base + question : question);
  const [, before, path] = new RegExp(`^(.*)(/export\\.(?:${EXTENSIONS.join('|')}))$`).exec(url.pathname) ?? [];
  const { arguments: text, ...more } = Object.fromEntries(url.searchParams);
  if (path === undefined || text === undefined) throw usageProblem(NEITHER);
  const unknown = Object.keys(more).find((name) => name !== 'bom');
  if (unknown !== undefined) throw usageProblem(`The address may not have the parameter \`${unknown}\`.`);
  const own = flags.url === undefined || isPath ? url.origin + before! : base;
  return { base: own, path, parameters: { arguments: text, ...more, ...bom } };
}

const NEITHER =
  'Give the address of an export, such as https://metrics.example.com/export.csv?arguments=…, or its arguments as a JSON object.';

/** An object of JSON. Errors: CommandProblem. */
export function objectOf(text: string, what: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw usageProblem(`${what} is not a JSON object.`);
}

const SECONDS = { m: 60, h: 3_600, d: 86_400 };
const MOST_DAYS = 366;

/** The seconds of a text such as `7d`, `12h` or `30m`. Errors: CommandProblem. */
export function lifetimeOf(text: string): number {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const seconds = Number(count) * SECONDS[unit as keyof typeof SECONDS];
  if (seconds > 0 && seconds <= MOST_DAYS * SECONDS.d) return seconds;
  throw usageProblem(`--expires is "${text}". Give minutes, hours or days, such as 30m, 12h or 7d; at most 366d.`);
}
