import { policyDraft } from '../arbitrary/policy';
import { openGateway, productRegistry, type Gateway } from '../gateway';
import { RUNS, say, SEED } from '../settings';
import { promising, settledAgree } from './settledAgree';

const registry = promising(productRegistry());
const QUERIES = Math.ceil(RUNS / 4);
let gateway: Gateway;

beforeAll(async () => {
  gateway = await openGateway(registry);
  say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
});
afterAll(() => gateway.close());

test.each([
  ['everything', undefined],
  ['the rows of a role', policyDraft],
] as const)(
  'kept numbers change no answer about %s',
  (_, policies) => settledAgree({ registry, gateway, policies, seed: SEED, queries: QUERIES }),
  60_000 + QUERIES * 3_000,
);
