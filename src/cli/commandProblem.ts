import { EXIT, type ExitCode } from './exitCode';

/**
 * Why a command does not do what it was told, said to the person who typed it: no stack, what to
 * do.
 */
export class CommandProblem extends Error {
  override readonly name: string = 'CommandProblem';
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.mistake,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The command line itself is wrong. */
export function usageProblem(message: string): CommandProblem {
  return new CommandProblem(message, EXIT.usage);
}
