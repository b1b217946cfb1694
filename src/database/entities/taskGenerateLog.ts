import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One generation request, whether it succeeded or not. */
@Entity({ name: 'task_generate_log', comment: 'Requests to generate, failed ones included' })
@Index('task_generate_log_created_at_idx', ['createdAt'])
@Index('task_generate_log_user_id_created_at_idx', ['userId', 'createdAt'])
export class TaskGenerateLog {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'task_generate_log_pkey',
  })
  id!: string;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId!: string | null;

  @Column({ name: 'task_type', type: 'text', nullable: true, comment: 'image_text or text' })
  taskType!: string | null;

  @Column({ type: 'text', comment: 'success or failed' })
  status!: string;

  @Column({
    name: 'token_consumed',
    type: 'bigint',
    nullable: true,
    comment: 'Null: it failed before it reached the model',
  })
  tokenConsumed!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
