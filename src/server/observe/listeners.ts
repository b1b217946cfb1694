import {
  auditing,
  keeping,
  looking,
  planning,
  running,
  reportingError,
  warming,
  type AuditStep,
  type ErrorStep,
  type KeepingStep,
  type PlanningStep,
  type RunningStep,
  type WarmingStep,
} from '../../steps';

/** Listens to the steps of answering. */
export interface StepListener {
  planned?(step: PlanningStep, ms: number): void;
  ran?(step: RunningStep): void;
  reported?(error: ErrorStep): void;
  kept?(step: KeepingStep): void;
  looked?(): void;
  /** An audit of kept numbers found a broken promise. */
  audited?(difference: AuditStep): void;
  /** A turn of warming has ended. */
  warmed?(step: WarmingStep): void;
}

/** Calls the listeners for each step, until the returned function is called. */
export function listen(listeners: readonly StepListener[]): () => void {
  const begun = new WeakMap<object, number>();
  const plans = {
    start: (step: object) => void begun.set(step, performance.now()),
    end: (step: PlanningStep) => {
      const ms = performance.now() - (begun.get(step) ?? performance.now());
      for (const one of listeners) one.planned?.(step, ms);
    },
    asyncStart: () => undefined,
    asyncEnd: () => undefined,
    error: () => undefined,
  };
  const runs = {
    start: () => undefined,
    end: () => undefined,
    asyncStart: () => undefined,
    asyncEnd: (step: RunningStep) => {
      for (const one of listeners) one.ran?.(step);
    },
    error: () => undefined,
  };
  const reports = (error: unknown) => {
    for (const one of listeners) one.reported?.(error as ErrorStep);
  };
  const audits = (difference: unknown) => {
    for (const one of listeners) one.audited?.(difference as AuditStep);
  };
  const keeps = (step: unknown) => {
    for (const one of listeners) one.kept?.(step as KeepingStep);
  };
  const looks = () => {
    for (const one of listeners) one.looked?.();
  };
  const warms = (step: unknown) => {
    for (const one of listeners) one.warmed?.(step as WarmingStep);
  };
  warming.subscribe(warms);
  keeping.subscribe(keeps);
  looking.subscribe(looks);
  planning.subscribe(plans);
  running.subscribe(runs);
  reportingError.subscribe(reports);
  auditing.subscribe(audits);
  return () => {
    keeping.unsubscribe(keeps);
    looking.unsubscribe(looks);
    planning.unsubscribe(plans);
    running.unsubscribe(runs);
    reportingError.unsubscribe(reports);
    auditing.unsubscribe(audits);
    warming.unsubscribe(warms);
  };
}
