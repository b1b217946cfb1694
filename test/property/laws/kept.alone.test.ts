import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../../src/answer/answer';
import { answerAll } from '../../../src/answer/batch/byStatement';
import { connect } from '../../../src/answer/gateway';
import { KeptAnswers } from '../../../src/answer/kept/keptAnswers';
import { KeptRequest } from '../../../src/answer/kept/keptRequest';
import { answerQuery } from '../../../src/answer/answerQuery';
import { forItself } from '../../../src/engine/asker';
import type { MetricQuery } from '../../../src/query/query';
import type { Registry } from '../../../src/model/registry';
import { framed } from '../flatQuery';
import { openPropertyDatabase } from '../database';
import { openPostgres } from '../../../src/engine/postgres/open';
import { productRegistry, variantRegistry } from '../gateway';
import { search, told } from '../search';
import { RUNS, say, SEED } from '../settings';

/** A kept answer is used at a later moment only if a new one would be the same. */
const SECOND = 1_000;
const LATER = [0, 1, 7, SECOND, 61 * SECOND, 600 * SECOND, 3_600 * SECOND, 86_400 * SECOND, 31 * 86_400 * SECOND];

async function keptAnswersAgree(registry: Registry, queries: number): Promise<void> {
  say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
  const database = await openPropertyDatabase(registry);
  const engine = await openPostgres(database.url);
  const gateway = await connect(registry, engine);
  const kept = new KeptAnswers(gateway, 8 * 1024 * 1024);
  const ask = async (query: MetricQuery): Promise<Answer> => {
    const asker = forItself(60_000);
    const [answered] = await answerAll(gateway, [query], asker, {
      kept: new KeptRequest(kept, asker, { maxAgeMs: 0 }),
    });
    if (answered instanceof Error) throw answered;
    return answered!.answer;
  };
  let turn = SEED;
  try {
    const finding = await search({
      registry,
      seed: SEED,
      queries,
      load: (data) => database.load(data),
      examine: async (_, flat) => {
        const query: MetricQuery = { ...framed(flat), isAsOfNow: true };
        await ask(query);
        const problems: string[] = [];
        // Twice: the second answer may come from the proof of the first.
        for (const laterBy of [LATER[turn++ % LATER.length]!, LATER[Math.floor(turn / 3) % LATER.length]!]) {
          const later = { ...query, frame: { ...query.frame, asOf: query.frame.asOf + laterBy } };
          const fresh = await answerQuery(gateway, later).catch((error: Error) => error.message);
          const found = await ask(later).catch((error: Error) => error.message);
          if (!isDeepStrictEqual(lasting(found), lasting(fresh))) {
            problems.push(`${laterBy} ms later: kept ${JSON.stringify(found)}, fresh ${JSON.stringify(fresh)}`);
          }
        }
        return problems;
      },
      shrink: true,
    });
    if (finding !== null) throw new Error(told(finding));
    const { hits, misses } = kept.figures;
    say(`kept answers: ${hits} used, ${misses} computed`);
    expect(hits).toBeGreaterThan(queries / 20);
  } finally {
    await engine.close();
    await database.close();
  }
}

/** The parts of an answer that do not say when it was computed. */
function lasting(answer: Answer | string): unknown {
  if (typeof answer === 'string') return answer;
  const { timeZone, range, registryVersion, warnings } = answer.meta;
  return { ...answer, meta: { timeZone, range, registryVersion, warnings } };
}

const LIMIT_MS = 60_000 + RUNS * 1_500;

test(
  "kept answers about the product's metrics hold as time passes",
  () => keptAnswersAgree(productRegistry(), RUNS),
  LIMIT_MS,
);

test(
  'kept answers about every feature of registries hold as time passes',
  () => keptAnswersAgree(variantRegistry(), Math.ceil(RUNS / 4)),
  LIMIT_MS,
);
