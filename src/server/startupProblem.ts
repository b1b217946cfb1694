/** Why the gateway does not start, said to the person who started it: no stack, no code, what to do. */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';
}
