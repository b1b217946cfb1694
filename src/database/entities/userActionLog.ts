import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A user's action on a result. Copy, download and save are adoption; there may be others. */
@Entity({ name: 'user_action_log', comment: 'What users did with results' })
@Index('user_action_log_created_at_idx', ['createdAt'])
@Index('user_action_log_user_id_created_at_idx', ['userId', 'createdAt'])
export class UserActionLog {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'user_action_log_pkey',
  })
  id!: string;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId!: string | null;

  @Column({ name: 'action_type', type: 'text', comment: 'copy, download and save are adoption' })
  actionType!: string;

  @Column({ name: 'task_id', type: 'bigint', nullable: true, comment: 'Null: the action was on no task' })
  taskId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
