import { CommandProblem } from '../cli/commandProblem';

/**
 * Tells the person who started the gateway why it does not start and what to do. It shows no stack,
 * and a code only if its cause is a `GatewayError`.
 */
export class StartupProblem extends CommandProblem {
  override readonly name = 'StartupProblem';
}
