import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Directive, Info, Query, Resolver } from 'type-graphql';
import { beginBeside } from '../../answer/beside';
import { answerFunnel, costOfFunnel, prepareFunnel } from '../../answer/funnel/answerFunnel';
import { metaOfJourney } from '../../answer/journeyMeta';
import { besideFunnel, checkFunnel, type FunnelRequest } from '../../query/funnel';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import type { CatalogTypes } from '../types/catalog/catalog';
import { shapeGroup } from '../types/dimensionTypes';
import { STATEMENT } from '../types/directives';
import type { FunnelTypes } from '../types/funnel';
import { checkGrouped } from './checkSelection';
import { fieldCountPerItem } from './fieldCount';
import { MetaShaper } from './meta';
import { journeySelectionOf } from './selection';
import { bucketShaper, shapePlan } from './shape';

type Catalog = Pick<CatalogTypes, 'metricOf'>;

/** The root field `funnel`. */
export function funnelResolver({ MetricFunnelTable, arguments: declared }: FunnelTypes, catalog: Catalog) {
  @Resolver()
  class FunnelResolver {
    @Directive(STATEMENT)
    @Query(() => MetricFunnelTable, {
      nullable: true,
      description: 'How many entities go through several steps in order, such as from registration to payment.',
    })
    async funnel(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      ...args: unknown[]
    ): Promise<object> {
      return answer(context, info, questionOf(args), catalog);
    }
  }
  const questionOf = declareArguments<FunnelRequest>(FunnelResolver, 'funnel', declared);
  return FunnelResolver;
}

/** Errors: those of `checkFunnel`, of budgets and of the engine; RESULT_TOO_LARGE. */
async function answer(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  request: FunnelRequest,
  catalog: Catalog,
): Promise<object> {
  const { gateway, view, asker, now, running } = context;
  const { fields, meta: wanted, ...selection } = journeySelectionOf(info, ['rows']);
  if (fields.has('plan')) view.checkPlan();
  checkGrouped(view.registry, selection.dimensions, { groupBy: request.groupBy ?? [], where: '`by`' });
  const query = checkFunnel(view.registry, gateway.registry, request, now, view.policy);
  const beside = beginBeside(context, besideFunnel(query), {
    freshness: wanted.has('freshness'),
    warnings: wanted.has('warnings'),
  });
  await asker.deadline.breathe();
  const prepared = prepareFunnel(gateway, query);
  asker.budget.spend(costOfFunnel(prepared, gateway));
  const meta = new MetaShaper(besideFunnel(query), beside, view.registry);
  const plan = fields.has('plan') ? shapePlan(gateway, prepared, selection.plan) : null;
  if (!fields.has('rows')) return { meta: meta.shape(metaOfJourney(gateway, prepared, 0)), plan };
  const { rows, elapsedMs } = await running.track(answerFunnel(gateway, prepared, asker));
  const sizeOf = (field: string) => (field === 'steps' ? query.steps.length : undefined);
  await asker.budget.payFields(rows.length * fieldCountPerItem(info, 'rows', sizeOf), asker.deadline);
  const { timeZone, grain } = query.frame;
  const time = bucketShaper(timeZone, view.registry.locale);
  const metrics = query.steps.map((step) => catalog.metricOf(view.registry, step));
  return {
    rows: rows.map((row) => ({
      ...row,
      time: time(row.time, { grain, range: prepared.plan.range }),
      by: shapeGroup(view.registry, row.by),
      steps: row.steps.map((step, index) => ({ ...step, metric: metrics[index]! })),
    })),
    meta: meta.shape(metaOfJourney(gateway, prepared, elapsedMs)),
    plan,
  };
}
