/**
 * Monaco, the editor, reads GraphQL and JSON in workers. GraphiQL's own ways to make them are for other bundlers; ours have an entry
 * each (src/server/graphiql/bundle.ts) and lie beside this script.
 */
const WORKERS: Readonly<Record<string, string>> = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) =>
      new Worker(new URL(WORKERS[label] ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
  },
});
