import { ExpressionProblem } from '../expression/tokens';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';

/** The result, or null if an expression has a problem, which is listed with its column. */
export function listed<T>(spot: Spot, problems: ProblemList, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    const { at, wrong, expected, nearest } = error;
    if (at === null) problems.add(spot, wrong, expected, nearest);
    else problems.addAtColumn(spot.within(at), wrong, expected, nearest);
    return null;
  }
}
