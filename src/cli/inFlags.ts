/** The names of a query's arguments, as errors have them in backticks; `range.from` is the path of one of them. */
const ARGUMENT =
  /`(?:range\.)?(top|compare|from|to|through|last|unit|includeCurrent|groupBy|grain|timeZone|where|having|orderBy|limit|offset|asOf)(?:: true)?`/g;

const SHIFT = /`shift: (\d+), unit: ([A-Z]+)`/g;
const TOP = /`top\.(by|of)`/g;

/** Words that were written for every door, in those of the command line: `includeCurrent: true` is --include-current there. */
export function inFlags(text: string): string {
  return text
    .replace(SHIFT, (_, count: string, unit: string) => `--compare ${count}${unit.toLowerCase()}`)
    .replace(TOP, '--top-$1')
    .replace('`top.n`', '--top')
    .replace(ARGUMENT, (_, name: string) => `--${name.replace(/[A-Z]/g, (big) => `-${big.toLowerCase()}`)}`);
}
