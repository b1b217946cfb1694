import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * An order and what became of its payment. `user_id` is no foreign key, here and in the other tables: events arrive
 * before, after or without their user, and rows are taken as they stand (docs/meaning.md#joins).
 */
@Entity({ name: 'trade', comment: 'Orders and what became of their payment' })
@Index('trade_paid_at_idx', ['paidAt'])
// A new payer is known by the first paid trade ever: the index holds each user's in the order that decides it.
@Index('trade_user_id_paid_at_id_idx', ['userId', 'paidAt', 'id'], { where: "payment_status = 'paid'" })
export class Trade {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'trade_pkey',
  })
  id!: string;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId!: string | null;

  @Column({ type: 'numeric', precision: 12, scale: 2, comment: 'In CNY' })
  amount!: string;

  @Column({ name: 'payment_status', type: 'text', comment: 'paid, pending, failed or refunded' })
  paymentStatus!: string;

  @Column({ name: 'paid_at', type: 'timestamptz', nullable: true, comment: 'Null: no money has come' })
  paidAt!: Date | null;

  @Column({ name: 'trade_type', type: 'text', nullable: true, comment: 'subscription or recharge' })
  tradeType!: string | null;
}
