import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A period in which a user has a plan. Renewing a fixed term adds a record. */
@Entity({ name: 'subscription_records', comment: 'Stretches of time for which a user has a plan' })
@Index('subscription_records_start_date_end_date_idx', ['startDate', 'endDate'])
@Index('subscription_records_user_id_idx', ['userId'])
export class SubscriptionRecord {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'subscription_records_pkey',
  })
  id!: string;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId!: string | null;

  @Column({ name: 'subscription_type', type: 'text', nullable: true })
  subscriptionType!: string | null;

  @Column({ name: 'monthly_fee', type: 'numeric', precision: 12, scale: 2, comment: 'In CNY, whatever the term' })
  monthlyFee!: string;

  @Column({ name: 'start_date', type: 'timestamptz' })
  startDate!: Date;

  @Column({ name: 'end_date', type: 'timestamptz', nullable: true, comment: 'Null: open; of an expired one, unknown' })
  endDate!: Date | null;

  @Column({ type: 'text', comment: 'active or expired' })
  status!: string;
}
