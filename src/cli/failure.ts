import { CommanderError } from 'commander';
import { GatewayError } from '../errors';
import { RegistryProblems } from '../registry/problems';
import { CommandProblem } from './commandProblem';
import { EXIT, type ExitCode } from './exitCode';
import { inFlags } from './inFlags';
import type { Terminal } from './terminal';

/**
 * Tells the person what went wrong, and gives the exit code that says so to the shell. Only a bug
 * of ours shows its stack.
 */
export function reportFailure(error: unknown, { notes }: Terminal): ExitCode {
  const { red, bold } = notes.style;
  if (error instanceof CommanderError) {
    // It has said so itself; help that was asked for is no failure.
    return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  }
  if (error instanceof CommandProblem) {
    const { cause, message } = error;
    const isKnown = cause instanceof GatewayError;
    notes.write(isKnown ? `${red(bold(cause.code))}: ${message.replaceAll('\n', '\n  ')}` : message);
    return error.exitCode;
  }
  if (error instanceof RegistryProblems) {
    notes.write(error.message);
    return EXIT.mistake;
  }
  if (error instanceof GatewayError) {
    notes.write(`${red(bold(error.code))}: ${inFlags(error.message)}\n  ${inFlags(error.hint)}`);
    return exitCodeOf(error);
  }
  notes.write(`Something went wrong inside Metergate, which is no mistake of yours:`);
  notes.write(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.bug;
}

export function exitCodeOf({ code }: GatewayError): ExitCode {
  return code === 'ENGINE_UNAVAILABLE' ? EXIT.unreachable : EXIT.mistake;
}
