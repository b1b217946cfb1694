import { InvalidArgumentError, Option, type Command } from 'commander';
import { nearestName } from '../model/nearest';
import type { MetricRequest, RangeRequest } from '../query/request';
import { GRAINS, type Grain } from '../time/grain';
import { flagName } from './flagName';
import { suggestOurFlags } from './foreignFlags';

/** The arguments whose option has the same type as in a request. */
type TypedArgument = 'grain' | 'groupBy' | 'timeZone' | 'fill' | 'limit' | 'offset' | 'totals';

/** The options typed after `query` or `sql`. Names and conditions are not checked yet. */
export interface QuestionFlags extends Pick<MetricRequest, TypedArgument>, RangeRequest {
  readonly asOf?: string;
  /** Each is `dimension=value`, `dimension!=value`, `dimension>=number` or JSON. */
  readonly where?: readonly string[];
  /** Each is JSON. */
  readonly having?: readonly string[];
  readonly top?: number;
  readonly topBy?: string;
  readonly topOf?: readonly string[];
  readonly bottom?: true;
  readonly others?: true;
  /** `previous`, or a number of units. */
  readonly compare?: string;
  /** Each is `key:part:direction:nulls`. */
  readonly orderBy?: readonly string[];
}

/** Gives a command the fields of `range` as options. */
function addRangeOptions(command: Command, unitOf: string): Command {
  return command
    .optionsGroup('Time:')
    .option(`${flagName('from')} <time>`, 'first date or instant that is in: 2026-10-01, 2026-10-01T08:00:00+08:00')
    .option(`${flagName('to')} <time>`, 'first date or instant that is out')
    .option(`${flagName('through')} <date>`, 'last date that is in')
    .option(`${flagName('last')} <n>`, 'so many whole units before the running one', wholeNumber)
    .option(`${flagName('unit')} <unit>`, `what --last counts; ${unitOf}, unless given`, grain)
    .option(flagName('includeCurrent'), 'with --last: the running unit too');
}

function addMomentOptions(command: Command): Command {
  return command
    .option(`${flagName('timeZone')} <zone>`, "where days begin: Europe/Berlin; the registry's unless given")
    .option(`${flagName('asOf')} <instant>`, 'the moment of the answer; now unless given');
}

function addGroupOptions(command: Command): Command {
  return command
    .optionsGroup('Groups and conditions:')
    .option(`${flagName('groupBy')} <dimensions>`, 'a row for each value: one, or several with commas between', listed)
    .option(
      `${flagName('where')} <condition>`,
      "dimension=value, 'dimension!=value', 'dimension>=number', or JSON; may be repeated",
      collected,
    );
}

/** Gives a command the arguments of `retention` as options, under their names in GraphQL. */
export function addRetentionOptions(command: Command): Command {
  suggestOurFlags(command)
    .argument('<cohort>', 'the metric that says who belongs to a cohort, and when')
    .argument('<returning>', 'the metric that says what coming back is; it counts the same entity')
    .optionsGroup('Cohorts:')
    .option('--period <grain>', 'width of a cohort and of a period', grain, 'week')
    .option('--periods <n>', "periods after the cohort's own (default: 8)", wholeNumber)
    .addOption(
      new Option('--mode <mode>', 'on: back in that period; on-or-after: in it or any later one')
        .choices(['on', 'on-or-after'])
        .default('on'),
    );
  addMomentOptions(addRangeOptions(command, 'the period'));
  return addGroupOptions(command);
}

/** Gives a command the arguments of a query as options, under their names in GraphQL. */
export function addQuestionOptions(command: Command): Command {
  suggestOurFlags(command).argument('[metrics...]', 'keys of metrics, with blanks or commas between');
  addRangeOptions(command, 'the grain, or day').option(
    `${flagName('grain')} <grain>`,
    `width of a bucket: ${GRAINS.join(', ')}; none: the range is one`,
    grain,
  );
  addMomentOptions(command);
  return addGroupOptions(command)
    .option(
      `${flagName('having')} <json>`,
      'keeps rows by their numbers: \'{"metric": {"gte": 100}}\'; may be repeated',
      collected,
    )
    .option(`${flagName('top')} <n>`, 'keeps so many groups, those with the most', wholeNumber)
    .option('--top-by <metric>', 'what --top ranks by; the first metric unless given')
    .option('--top-of <dimensions>', 'with --top: ranks by these of the dimensions alone', listed)
    .option('--bottom', 'with --top: those with the least')
    .option('--others', 'with --top: all other groups as one, counted anew')
    .optionsGroup('Comparison:')
    .option(`${flagName('compare')} <period>`, 'previous, or how far back: 1week, 52weeks, 1year')
    .optionsGroup('Rows:')
    .option(
      `${flagName('orderBy')} <keys>`,
      'metric, dimension or TIME, then perhaps :change, :desc, :nulls-first',
      listed,
    )
    .option(`${flagName('limit')} <n>`, 'at most so many rows', wholeNumber)
    .option(`${flagName('offset')} <n>`, 'rows to leave out before the first', wholeNumber)
    .option('--no-fill', 'only rows where something happened')
    .option(flagName('totals'), 'the whole range as one, counted anew');
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

/** `a,b` and a second option `c` are a, b and c. */
function listed(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...namesIn(text)];
}

function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** The names in a list that commas separate. */
export function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
