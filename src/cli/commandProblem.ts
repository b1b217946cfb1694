import { EXIT, type ExitCode } from './exitCode';

/** The reason why a command failed, for the person who typed it: a solution, no stack. */
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
