import { InvalidArgumentError, type Command } from 'commander';
import { nearestName } from '../model/nearest';
import { GRAINS, type Grain } from '../time/grain';

/** What was typed after `query` or `sql`, by option. Names and conditions are not checked yet. */
export interface QuestionFlags {
  readonly from?: string;
  readonly to?: string;
  readonly through?: string;
  readonly last?: number;
  readonly unit?: Grain;
  readonly includeCurrent?: true;
  readonly grain?: Grain;
  readonly groupBy?: readonly string[];
  readonly timeZone?: string;
  readonly asOf?: string;
  readonly where?: readonly string[];
  readonly having?: readonly string[];
  readonly top?: number;
  readonly topBy?: string;
  readonly topOf?: readonly string[];
  readonly bottom?: true;
  readonly others?: true;
  readonly compare?: string;
  /** False: --no-fill. */
  readonly fill: boolean;
  readonly orderBy?: readonly string[];
  readonly limit?: number;
  readonly offset?: number;
  readonly totals?: true;
}

/** Gives a command the options that are arguments of a query, under the names they have in GraphQL. */
export function addQuestionOptions(command: Command): Command {
  return command
    .argument('[metrics...]', 'keys of metrics, with blanks or commas between')
    .optionsGroup('Time:')
    .option('--from <time>', 'first date or instant that is in: 2026-10-01, 2026-10-01T08:00:00+08:00')
    .option('--to <time>', 'first date or instant that is out')
    .option('--through <date>', 'last date that is in')
    .option('--last <n>', 'so many whole units before the running one', wholeNumber)
    .option('--unit <unit>', 'what --last counts; the grain, or day, unless given', grain)
    .option('--include-current', 'with --last: the running unit too')
    .option('--grain <grain>', `width of a bucket: ${GRAINS.join(', ')}; none: the range is one`, grain)
    .option('--time-zone <zone>', "where days begin: Europe/Berlin; the registry's unless given")
    .option('--as-of <instant>', 'the moment of the answer; now unless given')
    .optionsGroup('Groups and conditions:')
    .option('--group-by <dimensions>', 'a row for each value: one, or several with commas between', listed)
    .option('--where <condition>', "dimension=value, 'dimension!=value', or JSON; may be repeated", collected)
    .option('--having <json>', 'keeps rows by their numbers: \'{"metric": {"gte": 100}}\'; may be repeated', collected)
    .option('--top <n>', 'keeps so many groups, those with the most', wholeNumber)
    .option('--top-by <metric>', 'what --top ranks by; the first metric unless given')
    .option('--top-of <dimensions>', 'with --top: ranks by these of the dimensions alone', listed)
    .option('--bottom', 'with --top: those with the least')
    .option('--others', 'with --top: all other groups as one, counted anew')
    .optionsGroup('Comparison:')
    .option('--compare <period>', 'previous, or how far back: 1week, 52weeks, 1year')
    .optionsGroup('Rows:')
    .option('--order-by <keys>', 'metric, dimension or TIME, then perhaps :change, :desc, :nulls-first', listed)
    .option('--limit <n>', 'at most so many rows', wholeNumber)
    .option('--offset <n>', 'rows to leave out before the first', wholeNumber)
    .option('--no-fill', 'only rows where something happened')
    .option('--totals', 'the whole range as one, counted anew');
}

function wholeNumber(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

function grain(text: string): Grain {
  const known = GRAINS.find((one) => one === text.toLowerCase());
  if (known !== undefined) return known;
  const near = nearestName(text, GRAINS);
  throw new InvalidArgumentError(`There are ${GRAINS.join(', ')}.${near === null ? '' : `\n(Did you mean ${near}?)`}`);
}

/** `a,b` and a second time `c` are a, b and c. */
function listed(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...namesIn(text)];
}

function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** The names in a list with commas between. */
export function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
