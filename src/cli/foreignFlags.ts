import type { Command } from 'commander';

/** Names that other tools have for options of `query`, each with ours. */
const OURS: Readonly<Record<string, string>> = {
  '--by': '--group-by',
  '--group': '--group-by',
  '--breakdown': '--group-by',
  '--dimensions': '--group-by',
  '--filter': '--where',
  '--start': '--from',
  '--start-time': '--from',
  '--since': '--from',
  '--end': '--to',
  '--end-time': '--to',
  '--until': '--to',
  '--granularity': '--grain',
  '--interval': '--grain',
  '--tz': '--time-zone',
  '--zone': '--time-zone',
  '--timezone': '--time-zone',
  '--sort': '--order-by',
  '--order': '--order-by',
  '--compare-to': '--compare',
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
