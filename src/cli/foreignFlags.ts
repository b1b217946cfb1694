import type { Command } from 'commander';
import { flagName } from './flagName';

/** Names that other tools have for options of `query`, each with ours. */
const OURS: Readonly<Record<string, string>> = {
  '--by': flagName('groupBy'),
  '--group': flagName('groupBy'),
  '--breakdown': flagName('groupBy'),
  '--dimensions': flagName('groupBy'),
  '--filter': flagName('where'),
  '--start': flagName('from'),
  '--start-time': flagName('from'),
  '--since': flagName('from'),
  '--end': flagName('to'),
  '--end-time': flagName('to'),
  '--until': flagName('to'),
  '--granularity': flagName('grain'),
  '--interval': flagName('grain'),
  '--tz': flagName('timeZone'),
  '--zone': flagName('timeZone'),
  '--timezone': flagName('timeZone'),
  '--sort': flagName('orderBy'),
  '--order': flagName('orderBy'),
  '--compare-to': flagName('compare'),
  '--format': '--csv or --json',
  '--output': '--csv or --json',
  '--lang': '--locale',
  '--language': '--locale',
};

/** Lets a command name our option where a person types that of another tool. */
export function suggestOurFlags(command: Command): Command {
  const { outputError } = command.configureOutput();
  return command.configureOutput({ outputError: (text, write) => outputError!(withOurFlag(text), write) });
}

function withOurFlag(message: string): string {
  const [, flag] = /unknown option '(--[a-z-]+)'/.exec(message) ?? [];
  if (flag === undefined || !Object.hasOwn(OURS, flag)) return message;
  return `${message.split('\n')[0]}\n(Did you mean ${OURS[flag]}?)\n`;
}
