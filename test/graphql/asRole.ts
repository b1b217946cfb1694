import * as fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { graphql, type ExecutionResult } from 'graphql';
import { connect, type Gateway } from '../../src/answer/gateway';
import { requestContext } from '../../src/graphql/context';
import { schemaFor } from '../../src/graphql/schemaFor';
import type { Viewer } from '../../src/policy/viewer';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';
import { productWorld } from '../property/arbitrary/world';
import { openGateway } from '../property/gateway';
import type { Data } from '../property/evaluator/data';
import { changedModel } from './changedModel';

/** Roles of the product, as its registry may declare them. */
const ROLES = `
roles:
  everything:
    label: { en: Sees everything, zh: 全部 }
    plan: true
  channel_manager:
    label: { en: Channel manager, zh: 渠道经理 }
    metrics: { except: [cost] }
    dimensions: { except: [user_id] }
    rows: [{ utm_source: { claim: channels } }]
  rates_only:
    label: { en: Sees rates, zh: 比率 }
    metrics: [payment_conversion_rate, adoption_rate, stickiness, text_generations]
    dimensions: [utm_source]
    rows: [{ not: { user.id: { claim: blocked } } }]
  person:
    label: { en: Sees their own, zh: 本人 }
    rows: [{ user_id: { claim: sub } }]
    metrics: [user_activity, core_revenue]
  crowds:
    label: { en: Sees crowds, zh: 群体 }
    smallestGroup: { user_id: 3 }
`;

/** Queries the product's gateway over random rows as a given viewer. */
export interface RoleGateway {
  readonly registry: Registry;
  readonly gateway: Gateway;
  readonly data: Data;
  readonly now: number;
  ask(viewer: Viewer, query: string): Promise<Answered>;
  close(): Promise<void>;
}

export interface Answered {
  readonly data: Record<string, any> | null | undefined; // eslint-disable-line @typescript-eslint/no-explicit-any
  readonly errors: readonly { readonly message: string; readonly code: unknown; readonly path: readonly unknown[] }[];
}

/** The largest of some data sets, always the same. */
function someData(registry: Registry): { data: Data; now: number } {
  const { rows } = productWorld();
  const scene = { zone: 'Asia/Shanghai', date: '2026-03-30' };
  const size = (data: Data): number => Object.values(data).reduce((sum, all) => sum + all.length, 0);
  const sets = fc.sample(fc.noBias(rows), { seed: 42, numRuns: 60 }).map((around) => around(registry, scene));
  return { data: sets.sort((a, b) => size(b) - size(a))[0]!, now: Date.parse('2026-04-02T09:00:00+08:00') };
}

export async function roleGateway(roles = ROLES): Promise<RoleGateway> {
  const model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), roles);
  const registry = loadRegistry(model.path);
  const opened = await openGateway(registry);
  const { data, now } = someData(registry);
  await opened.load(data);
  const gateway = await connect(registry, opened.engine);
  return {
    registry,
    gateway,
    data,
    now,
    async ask(viewer, source) {
      const schema = schemaFor(registry, viewer);
      const result: ExecutionResult = await graphql({
        schema,
        source,
        contextValue: requestContext(gateway, now, { viewer }),
      });
      return {
        data: result.data,
        errors: (result.errors ?? []).map(({ message, originalError, path: at = [] }) => ({
          message,
          code: (originalError as { code?: unknown } | undefined)?.code,
          path: at,
        })),
      };
    },
    async close() {
      await opened.close();
      await model.remove();
    },
  };
}

/** The viewers of these tests, by a description of each. */
export const VIEWERS: Readonly<Record<string, Viewer>> = {
  'whoever has no role': { role: null, claims: {}, schema: 'own' },
  everything: { role: 'everything', claims: {}, schema: 'own' },
  'a manager of two channels': { role: 'channel_manager', claims: { channels: ['Direct', '_'] }, schema: 'own' },
  'a manager of no channel': { role: 'channel_manager', claims: { channels: [] }, schema: 'own' },
  'who sees rates': { role: 'rates_only', claims: { blocked: ['1', '2'] }, schema: 'own' },
  'who sees crowds': { role: 'crowds', claims: {}, schema: 'own' },
  'a person': { role: 'person', claims: { sub: '3' }, schema: 'own' },
};
