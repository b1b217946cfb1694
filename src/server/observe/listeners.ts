import { planning, running, telling, type PlanningStep, type RunningStep, type TellingStep } from '../../steps';

/** Hears of what answering goes through. */
export interface Listener {
  planned?(step: PlanningStep, ms: number): void;
  ran?(step: RunningStep): void;
  told?(error: TellingStep): void;
}

/** Tells the listeners until it is called back. */
export function listen(listeners: readonly Listener[]): () => void {
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
  const tells = (error: unknown) => {
    for (const one of listeners) one.told?.(error as TellingStep);
  };
  planning.subscribe(plans);
  running.subscribe(runs);
  telling.subscribe(tells);
  return () => {
    planning.unsubscribe(plans);
    running.unsubscribe(runs);
    telling.unsubscribe(tells);
  };
}
