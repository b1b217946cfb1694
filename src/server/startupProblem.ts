import { CommandProblem } from '../cli/commandProblem';

/** Why the gateway does not start, said to the person who started it: no stack, no code, what to do. */
export class StartupProblem extends CommandProblem {
  override readonly name = 'StartupProblem';
}
