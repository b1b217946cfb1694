/**
 * Monaco, the editor, parses GraphQL and JSON in workers. GraphiQL creates them for other bundlers.
 * Here each worker is an entry of the bundle (src/server/console/compile.ts), in the folder of this
 * script.
 */
const WORKERS: Readonly<Record<string, string>> = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) =>
      new Worker(new URL(WORKERS[label] ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
  },
});
