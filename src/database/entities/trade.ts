import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * An order and the outcome of its payment. Here and in the other tables, `user_id` is not a foreign
 * key: events arrive before, after or without their user, and such rows count too
 * (docs/meaning.md#joins).
 */
@Entity({ name: 'trade', comment: 'Orders and what became of their payment' })
@Index('trade_paid_at_idx', ['paidAt'])
// The first paid trade ever defines a new payer. The index has each user's trades in the order that
// decides which is first.
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
