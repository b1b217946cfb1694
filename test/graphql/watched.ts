import type { Asker } from '../../src/engine/asker';
import type { Engine } from '../../src/engine/engine';
import type { Statement } from '../../src/sql/statement';

/** An engine that is looked at while it runs, and may be made to wait or fail. */
export interface Watched {
  readonly statements: Statement[];
  /** Called before each statement is sent; may throw. */
  before: (statement: Statement, asker: Asker) => Promise<void> | void;
  through(engine: Engine): Engine;
}

export function watched(): Watched {
  const watch: Watched = {
    statements: [],
    before: () => undefined,
    through: (engine) => ({
      name: engine.name,
      dialect: engine.dialect,
      check: (registry) => engine.check(registry),
      changes: engine.changes,
      columns: () => engine.columns(),
      async stream(statement, asker) {
        watch.statements.push(statement);
        await watch.before(statement, asker);
        return engine.stream(statement, asker);
      },
      close: () => engine.close(),
      async run(statement, asker) {
        watch.statements.push(statement);
        await watch.before(statement, asker);
        return engine.run(statement, asker);
      },
    }),
  };
  return watch;
}
