import { answerRetention, prepareRetention } from '../../../src/answer/retention/answerRetention';
import { forItself } from '../../../src/engine/asker';
import { NO_INDEXES } from '../../../src/plan/indexes';
import { loadRegistry } from '../../../src/registry/load';
import { changedModel } from '../../graphql/changedModel';
import { framed } from '../flatQuery';
import { openGateway } from '../gateway';
import { search, told } from '../search';
import { RUNS, SEED } from '../settings';

/** The definitions that `retention` asks for: registered, and back with a task on the next day. */
const METRICS = `
  back_with_tasks:
    label: { en: Back with tasks, zh: 次日回访 }
    group: retention
    numerator: { count_returning: id, of: user, lag: 1, within: [task_generate_log] }
    grain: day

  back_with_tasks_rate:
    label: { en: Back with tasks rate, zh: 次日回访率 }
    group: retention
    unit: percent
    numerator: back_with_tasks
    denominator: registrations_day_before
    grain: day
`;
const DAY_MS = 86_400_000;

test(
  'period 1 of a day is the ratio of returns of the next day',
  async () => {
    const model = await changedModel('metrics_more.yaml', (text) => text + METRICS);
    const registry = loadRegistry(model.path);
    const gateway = await openGateway(registry);
    const context = {
      registry,
      engine: gateway.engine,
      indexes: NO_INDEXES,
      estimates: new Map(),
      provenKeys: new Set<string>(),
    };
    let compared = 0;
    try {
      const finding = await search({
        registry,
        seed: SEED,
        queries: RUNS,
        load: (data) => gateway.load(data),
        shrink: true,
        examine: async (_, query) => {
          const whole = {
            ...query,
            grain: 'day',
            groupBy: [],
            where: { kind: 'all', of: [] },
            having: { kind: 'all', of: [] },
          } as const;
          const plain = { ...whole, top: null, compare: null, fill: true, perEntity: false } as const;
          const { frame } = framed(plain);
          const asked = { cohort: 'new_registrations', returning: 'task_users_daily', periods: 1, mode: 'on' } as const;
          const prepared = prepareRetention(context, { ...asked, frame: { ...frame, grain: 'day' } });
          const { table } = await answerRetention(context, prepared, forItself(30_000));
          const [first, last] = [table.cohorts[0]?.time, table.cohorts.at(-1)?.time];
          if (!first || !last) return [];
          const { rows } = await gateway.ask({
            ...plain,
            range: { kind: 'to', from: { instant: first.start }, to: { instant: last.end + DAY_MS } },
            metrics: ['back_with_tasks_rate'],
            orderBy: [],
            limit: null,
            offset: 0,
          });
          const problems: string[] = [];
          for (const { time, periods } of table.cohorts) {
            const next = rows.find((row) => row.time.start === time!.end);
            if (next === undefined || next.time.start > query.asOf) continue;
            const { decimal } = next.cells['back_with_tasks_rate']!;
            const rate = periods[1]!.rate;
            compared += rate === null ? 0 : 1;
            if ((decimal === null ? null : Number(decimal)) !== rate)
              problems.push(`${time!.start}: ${decimal}, ${rate}`);
          }
          return problems;
        },
      });
      if (finding !== null) throw new Error(told(finding));
    } finally {
      await gateway.close();
      await model.remove();
    }
    expect(compared).toBeGreaterThan(RUNS / 10);
  },
  60_000 + RUNS * 1_000,
);
