import { Arg, Directive, Field, ID, ObjectType } from 'type-graphql';
import { lineageOf, type LineageEdge, type LineageNode } from '../../../model/lineage';
import { formula, wordingFor } from '../../../model/words/describe';
import type { Metric, Registry } from '../../../model/registry';
import { listOfMost } from '../directives';
import { MetricLineageKind } from '../enums';
import { LocaleScalar } from '../scalars';
import type { CatalogClass, CatalogSource } from './classes';

/** The class of the lineages of metrics. */
export function lineageClass({ registry, say, classes }: CatalogSource): CatalogClass<Metric> {
  const all = [...registry.metrics.values()].map((metric) => lineageOf(registry, metric));
  const ofNodes = listOfMost(all, ({ nodes }) => nodes);
  const ofEdges = listOfMost(all, ({ edges }) => edges);

  @ObjectType('MetricLineageNode', { description: 'A metric, a measure or a table of a lineage.' })
  class NodeType {
    constructor(
      private readonly visible: Registry,
      private readonly node: LineageNode,
    ) {}

    @Field(() => ID, { description: 'The id within the lineage. That of a metric is its `id`.' })
    get id(): string {
      return this.node.id;
    }

    @Field(() => MetricLineageKind, { description: 'The kind of node.' })
    get kind(): string {
      return this.node.kind;
    }

    @Field(() => String, {
      description:
        'The text to show to people: the label of a metric, the formula of a measure, the key of a table. ' +
        'Without `locale`, the label is in the locale of the registry, and the formula in English.',
    })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' })
      locale?: string,
    ): string {
      const { node, visible } = this;
      switch (node.kind) {
        case 'metric':
          return say(node.metric.label, locale);
        case 'measure':
          return formula(node.metric, wordingFor(visible, locale ?? null));
        case 'table':
          return node.table;
      }
    }

    @Field(() => classes.Metric, { nullable: true, description: 'The metric. Null for measures and tables.' })
    get metric(): object | null {
      return this.node.kind === 'metric' ? new classes.Metric(this.visible, this.node.metric) : null;
    }

    @Field(() => [String], { description: 'The columns of a table that are read. Empty for metrics and measures.' })
    get columns(): readonly string[] {
      return this.node.kind === 'table' ? this.node.columns : [];
    }
  }

  @ObjectType('MetricLineageEdge', { description: 'A node is computed from another one.' })
  class EdgeType {
    @Field(() => ID, { description: 'The id of the node that is computed.' })
    from!: string;

    @Field(() => ID, { description: 'The id of the node that it is computed from.' })
    to!: string;
  }

  @ObjectType('MetricLineage', {
    description:
      'A graph of everything that a metric is computed from: metrics, their measures, and the tables of these. ' +
      'It has no cycle. It leaves out the names that `sources` and `formula` leave out for a role.',
  })
  class LineageType {
    constructor(
      private readonly visible: Registry,
      private readonly metric: Metric,
    ) {}

    @Directive(ofNodes)
    @Field(() => [NodeType], {
      description:
        'Each node once. The metric itself is the first. Then come other metrics, measures and tables. ' +
        'Every edge leads to a later node.',
    })
    get nodes(): object[] {
      return lineageOf(this.visible, this.metric).nodes.map((node) => new NodeType(this.visible, node));
    }

    @Directive(ofEdges)
    @Field(() => [EdgeType], { description: 'The edges, in the order of their nodes.' })
    get edges(): readonly LineageEdge[] {
      return lineageOf(this.visible, this.metric).edges;
    }
  }
  return LineageType;
}
