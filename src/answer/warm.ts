import { forItself } from '../engine/asker';
import { GatewayError } from '../errors';
import { viewOf, type View } from '../policy/view';
import type { Viewer } from '../policy/viewer';
import { checkQuery } from '../query/checkQuery';
import { requestOf, type Dashboard, type Dashboards } from '../query/dashboard';
import type { MetricRequest } from '../query/request';
import { visibleDashboards } from '../query/visibleDashboards';
import { ask, beginAsking } from './ask';
import type { Gateway } from './gateway';
import { prepare } from './prepare';
import type { Services } from './services';

/** Questions of one turn. The dashboards that come first are warmed first. */
const MOST_QUESTIONS = 300;
/** Milliseconds until it is asked again whether the database is idle. */
const AGAIN_MS = 100;

export interface Warmth {
  readonly gateway: Gateway;
  readonly services: Services;
  readonly dashboards: Dashboards;
  /** The callers for whom the questions are asked. Those who need claims are left out. */
  readonly viewers: readonly Viewer[];
  /** Whether the turn must end early. */
  readonly isOver: () => boolean;
}

/** The questions that were asked, and those that failed. */
export interface Warmed {
  readonly questions: number;
  readonly failed: number;
}

/**
 * Asks the questions of dashboards, one after the other, each only while the database is idle.
 * Their answers and the settled numbers among them are then kept.
 */
export async function warm(warmth: Warmth): Promise<Warmed> {
  const { gateway, isOver } = warmth;
  let [questions, failed] = [0, 0];
  for (const [view, request] of questionsOf(warmth)) {
    while (!isOver() && isBusy(gateway)) await pause(AGAIN_MS);
    if (isOver()) break;
    questions += 1;
    try {
      await warmOne(warmth, view, request);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      failed += 1;
    }
  }
  return { questions, failed };
}

function questionsOf({ gateway, dashboards, viewers }: Warmth): readonly (readonly [View, MetricRequest])[] {
  return viewers
    .flatMap((viewer) => viewsOf(gateway, viewer))
    .flatMap((view) =>
      visibleDashboards(dashboards, view.registry).all.flatMap((one) =>
        requestsOf(one).map((request) => [view, request] as const),
      ),
    )
    .slice(0, MOST_QUESTIONS);
}

/** The questions of a dashboard as the console asks them: metrics of equal tiles go together. */
function requestsOf({ sections }: Dashboard): readonly MetricRequest[] {
  const merged = new Map<string, MetricRequest>();
  sections
    .flatMap(({ tiles }) => tiles)
    .forEach(({ query }, index) => {
      const { metrics, ...rest } = query;
      const key = rest.groupBy.length > 0 ? `alone ${index}` : JSON.stringify(rest);
      const known = merged.get(key)?.metrics ?? [];
      merged.set(key, { ...requestOf(query), metrics: [...new Set([...known, ...metrics])], overall: true });
    });
  return [...merged.values()];
}

/** None: the rows of the role depend on claims. */
function viewsOf({ registry }: Gateway, viewer: Viewer): View[] {
  try {
    return [viewOf(registry, viewer)];
  } catch (error) {
    if (error instanceof GatewayError) return [];
    throw error;
  }
}

/** First the settled numbers, so that the answer scans the rest alone. */
async function warmOne({ gateway, services, isOver }: Warmth, view: View, request: MetricRequest): Promise<void> {
  const query = checkQuery(view.registry, request, Date.now(), view.policy);
  const numbers = services.settled.ask(query.frame);
  if (numbers !== null) {
    prepare(gateway, [query], numbers);
    numbers.warm();
    await services.settled.idle();
  }
  if (isOver() || !services.kept.isUseful) return;
  const asker = forItself(gateway.registry.limits.timeoutMs);
  await ask(beginAsking(gateway, services, asker, { maxAgeMs: 0 }), { query, entity: null, needsNumbers: true });
}

function isBusy({ engine }: Gateway): boolean {
  const { waiting, running } = engine.load?.() ?? { waiting: 0, running: 0 };
  return waiting + running > 0;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
