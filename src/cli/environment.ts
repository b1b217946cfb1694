import type { Gateway } from '../answer/gateway';
import type { Engine } from '../engine/engine';
import type { Registry } from '../model/registry';
import type { Terminal } from './terminal';

/**
 * What commands are given by whoever wires them: they know how to ask, not where the database comes
 * from.
 */
export interface CliEnvironment {
  readonly terminal: Terminal;
  /** Where the registry's YAML is. */
  readonly modelDirectory: string;
  /** DATABASE_URL names one; otherwise there is the embedded one. */
  readonly hasDatabaseUrl: boolean;
  /** The registry on the database, which it fits. Errors: CommandProblem. */
  openGateway(registry: Registry): Promise<Gateway>;
  /**
   * The database as it is, whether or not the registry fits it; the embedded one with its tables.
   * Errors: CommandProblem.
   */
  openEngine(registry: Registry): Promise<Engine>;
}
