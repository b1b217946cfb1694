import type { Engine } from '../../src/engine/engine';
import type { Statement } from '../../src/sql/statement';

/** An engine that is looked at while it runs, and may be made to wait or fail. */
export interface Watched {
  readonly statements: Statement[];
  /** Called before each statement is sent; may throw. */
  before: (statement: Statement, deadlineMs: number) => Promise<void> | void;
  through(engine: Engine): Engine;
}

export function watched(): Watched {
  const watch: Watched = {
    statements: [],
    before: () => undefined,
    through: (engine) => ({
      name: engine.name,
      changes: engine.changes,
      columns: () => engine.columns(),
      close: () => engine.close(),
      async run(statement, deadlineMs) {
        watch.statements.push(statement);
        await watch.before(statement, deadlineMs);
        return engine.run(statement, deadlineMs);
      },
    }),
  };
  return watch;
}
