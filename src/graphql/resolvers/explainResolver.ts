import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Directive, Info, Query, Resolver } from 'type-graphql';
import { beginBeside } from '../../answer/beside';
import {
  answerExplanation,
  costOfExplanation,
  metaOfExplanation,
  prepareExplanation,
} from '../../answer/explain/answerExplain';
import type { ChangePart, Explanation } from '../../answer/explain/explanation';
import type { Registry, Unit } from '../../model/registry';
import { othersLabel } from '../../model/words/othersLabel';
import { valueLabel } from '../../model/words/valueLabel';
import { checkExplain, type ExplainRequest } from '../../query/explain';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import type { CatalogTypes } from '../types/catalog/catalog';
import { STATEMENT } from '../types/directives';
import type { ExplainTypes } from '../types/explain';
import { fieldCountPerItem } from './fieldCount';
import { MetaShaper } from './meta';
import { explainSelectionOf } from './selection';
import { shapeDetail, shapePlan } from './shape';

type Catalog = Pick<CatalogTypes, 'metricOf' | 'dimensionOf'>;

/** The root field `explainChange`. */
export function explainResolver({ MetricChangeExplanation, arguments: declared }: ExplainTypes, catalog: Catalog) {
  @Resolver()
  class ExplainResolver {
    @Directive(STATEMENT)
    @Query(() => MetricChangeExplanation, {
      nullable: true,
      description: 'Why a metric changed: what each group of some dimensions contributes, such as users by channel.',
    })
    async explainChange(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      ...args: unknown[]
    ): Promise<object> {
      return answer(context, info, questionOf(args), catalog);
    }
  }
  const questionOf = declareArguments<ExplainRequest>(ExplainResolver, 'explainChange', declared);
  return ExplainResolver;
}

/** Errors: those of `checkExplain`, of budgets and of the engine; RESULT_TOO_LARGE. */
async function answer(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  request: ExplainRequest,
  catalog: Catalog,
): Promise<object> {
  const { gateway, view, asker, now, running } = context;
  const { registry } = view;
  const { fields, meta: wanted, plan: selectedPlan } = explainSelectionOf(info);
  if (fields.has('plan')) view.checkPlan();
  const query = checkExplain(registry, request, now, view.policy);
  const beside = beginBeside(context, query.query, {
    freshness: wanted.has('freshness'),
    warnings: wanted.has('warnings'),
  });
  await asker.deadline.breathe();
  const prepared = prepareExplanation(gateway, query);
  asker.budget.spend(costOfExplanation(prepared, gateway));
  const meta = new MetaShaper(query.query, beside, registry);
  const shaped = {
    metric: catalog.metricOf(registry, query.metric),
    plan: fields.has('plan') ? shapePlan(gateway, prepared, selectedPlan) : null,
  };
  const needsNumbers = fields.has('overall') || fields.has('dimensions') || wanted.has('warnings');
  if (!needsNumbers) return { ...shaped, meta: meta.shape(metaOfExplanation(gateway, prepared, null)) };
  const answered = await running.track(answerExplanation(gateway, prepared, asker));
  const { overall, dimensions } = answered.explanation;
  await asker.budget.payFields(fieldsOf(info, dimensions), asker.deadline);
  const { unit } = registry.metrics.get(query.metric)!;
  return {
    ...shaped,
    overall: shapeDetail(overall, registry.metrics.get(query.metric)!, registry),
    dimensions: dimensions.map(({ dimension, surprise, parts }) => ({
      dimension: catalog.dimensionOf(registry, dimension),
      surprise,
      parts: parts.map((part) => shapePart(registry, dimension, part, unit)),
    })),
    meta: meta.shape(metaOfExplanation(gateway, prepared, answered)),
  };
}

/** The fields of all dimensions, each with as many parts as it has. */
function fieldsOf(info: GraphQLResolveInfo, dimensions: Explanation['dimensions']): number {
  return dimensions.reduce((all, { parts }) => {
    const sizeOf = (field: string) => (field === 'parts' ? parts.length : undefined);
    return all + fieldCountPerItem(info, 'dimensions', sizeOf);
  }, 0);
}

function shapePart({ dimensions, locale: own }: Registry, dimension: string, part: ChangePart, unit: Unit): object {
  const labelFor = (locale: string | null) =>
    part.others ? othersLabel(locale ?? own) : valueLabel(dimensions.get(dimension)!, part.value, locale ?? own);
  return { ...part, labelFor, unit };
}
