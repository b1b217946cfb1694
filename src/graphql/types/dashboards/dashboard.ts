import { Arg, Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Registry } from '../../../model/registry';
import type { Dashboard } from '../../../query/dashboard';
import type { CatalogClass, CatalogSource } from '../catalog/classes';
import { listOf } from '../directives';
import { LocaleScalar } from '../scalars';
import { DASHBOARD_SECTIONS } from './sizes';

/** The class of dashboards. */
export function dashboardClass({ say, classes }: CatalogSource): CatalogClass<Dashboard> {
  @ObjectType('MetricDashboard', {
    description:
      'A dashboard: sections of tiles, each of which is a query with a picture. A file of the gateway declares it.',
  })
  class DashboardType {
    constructor(
      private readonly visible: Registry,
      private readonly dashboard: Dashboard,
    ) {}

    @Field(() => ID, { description: 'A unique id: `dashboard:`, followed by the key.' })
    get id(): string {
      return `dashboard:${this.dashboard.key}`;
    }

    @Field({ description: "The name of the dashboard's file, without its ending." })
    get key(): string {
      return this.dashboard.key;
    }

    @Field(() => String, { description: 'The name to show to people. The key, if the file is wrong and has none.' })
    title(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string {
      const { title, key } = this.dashboard;
      return title === null ? key : say(title, locale);
    }

    @Field(() => String, { nullable: true, description: 'The description in the file. Null if it has none.' })
    description(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' }) locale?: string,
    ): string | null {
      const { description } = this.dashboard;
      return description === null ? null : say(description, locale);
    }

    @Field(() => String, {
      nullable: true,
      description:
        'The mistakes in the file, a line each, as `file:line:column: problem`. Such a dashboard has no sections. ' +
        'Null if the file has no mistake. A caller with a role does not see dashboards with mistakes.',
    })
    get problem(): string | null {
      return this.dashboard.problem;
    }

    @Directive(listOf(DASHBOARD_SECTIONS))
    @Field(() => [classes.Section], { description: 'The sections, in the order of the page.' })
    get sections(): object[] {
      const { key, sections } = this.dashboard;
      return sections.map((section) => new classes.Section(this.visible, { dashboard: key, section }));
    }
  }
  return DashboardType;
}
