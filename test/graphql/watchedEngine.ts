import { until } from '../eventually';
import type { Asker } from '../../src/engine/asker';
import type { Changes, Engine } from '../../src/engine/engine';
import type { Statement } from '../../src/sql/statement';

/** An engine that a test watches while it runs, and may delay or fail. */
export interface Watched {
  readonly statements: Statement[];
  /** Statements that ended, with rows or an error. */
  ended: number;
  /** Checks of the tables for changes: begun and ended. */
  readonly looks: { begun: number; ended: number };
  /** Called before each statement is sent; may throw. */
  before: (statement: Statement, asker: Asker) => Promise<void> | void;
  through(engine: Engine): Engine;
}

export function watched(): Watched {
  const watch: Watched = {
    statements: [],
    ended: 0,
    looks: { begun: 0, ended: 0 },
    before: () => undefined,
    through: (engine) => ({
      name: engine.name,
      dialect: engine.dialect,
      check: (registry) => engine.check(registry),
      ping: (milliseconds) => engine.ping(milliseconds),
      changes: engine.changes && lookedAt(engine.changes, watch.looks),
      snapshot: null,
      columns: () => engine.columns(),
      async stream(statement, asker) {
        watch.statements.push(statement);
        await watch.before(statement, asker);
        return engine.stream(statement, asker);
      },
      close: () => engine.close(),
      async run(statement, asker) {
        watch.statements.push(statement);
        try {
          await watch.before(statement, asker);
          return await engine.run(statement, asker);
        } finally {
          watch.ended += 1;
        }
      },
    }),
  };
  return watch;
}

function lookedAt(changes: Changes, looks: Watched['looks']): Changes {
  return {
    readBy: (statement) => changes.readBy(statement),
    async states(tables) {
      looks.begun += 1;
      return changes.states(tables).finally(() => (looks.ended += 1));
    },
  };
}

/**
 * Resolves after a check of the tables that begins now or later has ended, and the next one has
 * begun.
 */
export async function untilLookedAt({ looks }: Watched): Promise<void> {
  const last = looks.begun;
  await until(() => looks.begun >= last + 2);
}
