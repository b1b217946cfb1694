import { Field, ObjectType } from 'type-graphql';
import { MetricUnitKind } from './enums';

@ObjectType('MetricUnit', { description: 'What a number is a number of.' })
export class UnitType {
  @Field(() => MetricUnitKind, { description: 'The kind of unit.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code, of money.' })
  currency!: string | null;
}
