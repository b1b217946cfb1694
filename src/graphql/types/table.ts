import { Arg, Directive, Field, ObjectType } from 'type-graphql';
import { INTERNAL } from './directives';
import { DateScalar, DateTimeScalar, LocaleScalar } from './scalars';

@ObjectType({
  description: "A period of time. It includes `start` and excludes `end`, which both have the zone's offset.",
})
export class MetricBucket {
  @Field(() => DateTimeScalar, { description: 'The first instant of the bucket.' })
  start!: string;

  @Field(() => DateTimeScalar, { description: 'The first instant after the bucket.' })
  end!: string;

  @Field(() => DateScalar, { description: 'The local date of `start`.' })
  date!: string;

  @Field({ description: 'False if the bucket ends after `asOf`.' })
  complete!: boolean;

  /** Not a field: computes `label`. */
  labelFor!: (locale: string | null) => string;

  @Field(() => String, {
    description:
      'A label for an axis: `14:00`, `Oct 1`, `W40`, `Oct 2026`, `Q4 2026`. ' +
      'With the date or the year if the range of the answer has several: `Oct 1, 14:00`, `W1 2027`. ' +
      'All buckets of an answer have different labels.',
  })
  label(
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' })
    locale?: string | null,
  ): string {
    return this.labelFor(locale ?? null);
  }
}

@Directive(INTERNAL)
@ObjectType({ description: 'The SQL statement of the answer.' })
export class MetricPlan {
  @Field({ description: 'The statement as the gateway sends it.' })
  sql!: string;

  @Field(() => [String], { nullable: 'items', description: 'The values of `$1`, `$2`, and so on.' })
  parameters!: (string | null)[];

  @Field({
    description: 'The statement with its values written in, to run by hand in psql. The gateway never sends it.',
  })
  literalSql!: string;

  @Field({ description: 'The database that runs it: `postgresql` or `embedded`.' })
  engine!: string;

  @Field(() => [String], { description: 'The table scans of the statement.' })
  scans!: string[];
}
