import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { changedModel } from '../graphql/changedModel';
import { liveServer, type LiveServer } from '../live/liveServer';

/** A gateway that asks for keys: one of a role that sees everything, one of a narrow role. */
export interface RoleServer {
  readonly server: LiveServer;
  readonly key: string;
  readonly narrow: string;
  close(): Promise<void>;
}

/**
 * Starts it. The narrow role sees `metrics`, one dimension, and the rows of one source. `signups`
 * is a former key.
 */
export async function roleServer(metrics: readonly string[]): Promise<RoleServer> {
  const directory = await temporaryDirectory();
  const file = path.join(directory.path, 'keys.yaml');
  const key = newKey();
  const narrow = newKey();
  const keys = [
    { name: 'all', sha256: hashOf(key), role: 'analyst' },
    { name: 'narrow', sha256: hashOf(narrow), role: 'growth' },
  ];
  writeFileSync(file, JSON.stringify({ keys }));
  const model = await changedModel('metrics.yaml', (text) =>
    text.replace('  new_registrations:\n', '  new_registrations:\n    was: [signups]\n'),
  );
  writeFileSync(path.join(model.path, 'roles.yaml'), rolesOf(metrics));
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  const server = await liveServer({ http: { auth }, model: model.path });
  return {
    ...{ server, key, narrow },
    async close() {
      await server.close();
      await model.remove();
      await directory.remove();
    },
  };
}

function rolesOf(metrics: readonly string[]): string {
  return `
roles:
  analyst: { label: { en: Analyst, zh: 分析师 } }
  growth:
    label: { en: Growth, zh: 增长 }
    metrics: [${metrics.join(', ')}]
    dimensions: [utm_source]
    rows: [{ utm_source: google }]
`;
}
