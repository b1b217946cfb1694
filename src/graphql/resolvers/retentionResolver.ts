import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Directive, Info, Query, Resolver } from 'type-graphql';
import { beginBeside } from '../../answer/beside';
import { answerRetention, costOfRetention, prepareRetention } from '../../answer/retention/answerRetention';
import { metaOfJourney } from '../../answer/journeyMeta';
import type { Cohort } from '../../answer/retention/cohort';
import { besideOf, checkRetention, type RetentionRequest } from '../../query/retention';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import { shapeGroup } from '../types/dimensionTypes';
import { STATEMENT } from '../types/directives';
import type { RetentionTypes } from '../types/retention';
import { checkGrouped } from './checkSelection';
import { fieldCountPerItem } from './fieldCount';
import { MetaShaper } from './meta';
import { journeySelectionOf } from './selection';
import { bucketShaper, shapePlan } from './shape';

/** The root field `retention`. */
export function retentionResolver({ MetricRetentionTable, arguments: declared }: RetentionTypes) {
  @Resolver()
  class RetentionResolver {
    @Directive(STATEMENT)
    @Query(() => MetricRetentionTable, {
      nullable: true,
      description: 'How many entities of each cohort come back in later periods, such as users by week.',
    })
    async retention(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      ...args: unknown[]
    ): Promise<object> {
      return answer(context, info, questionOf(args));
    }
  }
  const questionOf = declareArguments<RetentionRequest>(RetentionResolver, 'retention', declared);
  return RetentionResolver;
}

/** Errors: those of `checkRetention`, of budgets and of the engine; RESULT_TOO_LARGE. */
async function answer(context: GraphqlContext, info: GraphQLResolveInfo, request: RetentionRequest): Promise<object> {
  const { gateway, view, asker, now, running } = context;
  const selection = journeySelectionOf(info, ['cohorts', 'overall']);
  const { fields, meta: wanted } = selection;
  if (fields.has('plan')) view.checkPlan();
  const groupBy = request.groupBy ?? [];
  checkGrouped(view.registry, selection.dimensions, { groupBy, where: '`by`' });
  const query = checkRetention(view.registry, gateway.registry, request, now, view.policy);
  const beside = beginBeside(context, besideOf(query), {
    freshness: wanted.has('freshness'),
    warnings: wanted.has('warnings'),
  });
  await asker.deadline.breathe();
  const prepared = prepareRetention(gateway, query);
  asker.budget.spend(costOfRetention(prepared, gateway));
  const meta = new MetaShaper(besideOf(query), beside, view.registry);
  const plan = fields.has('plan') ? shapePlan(gateway, prepared, selection.plan) : null;
  if (!fields.has('cohorts') && !fields.has('overall')) {
    return { meta: meta.shape(metaOfJourney(gateway, prepared, 0)), plan };
  }
  const { table, elapsedMs } = await running.track(answerRetention(gateway, prepared, asker));
  const sizeOf = (field: string) => (field === 'periods' ? query.periods + 1 : undefined);
  const fieldsOf = (list: 'cohorts' | 'overall') => table[list].length * fieldCountPerItem(info, list, sizeOf);
  await asker.budget.payFields(fieldsOf('cohorts') + fieldsOf('overall'), asker.deadline);
  const { timeZone, grain } = query.frame;
  const time = bucketShaper(timeZone, view.registry.locale);
  const shape = (cohort: Cohort) => ({
    ...cohort,
    time: cohort.time === null ? null : time(cohort.time, { grain, range: prepared.plan.range }),
    by: shapeGroup(view.registry, cohort.by),
  });
  return {
    cohorts: table.cohorts.map(shape),
    overall: table.overall.map(shape),
    meta: meta.shape(metaOfJourney(gateway, prepared, elapsedMs)),
    plan,
  };
}
