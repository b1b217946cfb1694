import { CommandProblem } from '../cli/commandProblem';

/**
 * Tells the person who started the gateway why it does not start and what to do. It shows no stack
 * and no code.
 */
export class StartupProblem extends CommandProblem {
  override readonly name = 'StartupProblem';
}
