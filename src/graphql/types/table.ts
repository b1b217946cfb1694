import { Arg, Directive, Field, ObjectType } from 'type-graphql';
import { INTERNAL } from './directives';
import { DateScalar, DateTimeScalar, LocaleScalar } from './scalars';

@ObjectType({
  description:
    "Half-open: `start` is in, `end` is out, both with the zone's offset. `complete` is false for a bucket that `asOf` cuts.",
})
export class MetricBucket {
  @Field(() => DateTimeScalar, { description: 'The first instant that is in.' })
  start!: string;

  @Field(() => DateTimeScalar, { description: 'The first instant that is out.' })
  end!: string;

  @Field(() => DateScalar, { description: 'The local date that `start` is on.' })
  date!: string;

  @Field({ description: 'False for a bucket that `asOf` cuts.' })
  complete!: boolean;

  /** Not published: what `label` goes by. */
  labelFor!: (locale: string | null) => string;

  @Field(() => String, { description: 'For an axis: `14:00`, `Oct 1`, `W40`, `Oct 2026`, `Q4 2026`.' })
  label(
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string | null,
  ): string {
    return this.labelFor(locale ?? null);
  }
}

@Directive(INTERNAL)
@ObjectType({ description: 'How the answer is computed.' })
export class MetricPlan {
  @Field({ description: 'The statement as it is sent.' })
  sql!: string;

  @Field(() => [String], { nullable: 'items', description: 'What `$1 …` stand for.' })
  parameters!: (string | null)[];

  @Field({
    description:
      'The same with its parameters written in as literals: runs as it is in psql. Never sent by the gateway.',
  })
  literalSql!: string;

  @Field({ description: 'Where it runs: `postgresql` or `embedded`.' })
  engine!: string;

  @Field(() => [String], { description: 'The reads of tables it makes.' })
  scans!: string[];
}
