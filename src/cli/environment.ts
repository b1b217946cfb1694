import type { Gateway } from '../answer/gateway';
import type { Engine } from '../engine/engine';
import type { Registry } from '../model/registry';
import type { DialectName } from './dialectName';
import type { Terminal } from './terminal';

/** Everything that commands get from the server: they do not know how to open a database. */
export interface CliEnvironment {
  readonly terminal: Terminal;
  /** The folder of the registry's YAML. */
  readonly modelDirectory: string;
  /** The folder of the dashboards' YAML, which may be missing. */
  readonly dashboardsDirectory: string;
  /** The kind of the database that DATABASE_URL names; null: the embedded one is used. */
  readonly urlDialect: DialectName | null;
  /** The registry on a database that it fits. Errors: CommandProblem. */
  openGateway(registry: Registry): Promise<Gateway>;
  /**
   * The database, even if the registry does not fit it; the embedded one with its tables. Errors:
   * CommandProblem.
   */
  openEngine(registry: Registry): Promise<Engine>;
}
