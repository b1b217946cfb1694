import { Field, ObjectType } from 'type-graphql';
import { MetricUnitKind } from './enums';

@ObjectType('MetricUnit', { description: 'The unit of a number.' })
export class UnitType {
  @Field(() => MetricUnitKind, { description: 'The kind of unit.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'The ISO 4217 code of the currency. Null for other units.' })
  currency!: string | null;
}
