/** An error of the gateway, or of the way to it (UNREACHABLE). */
export class GatewayProblem extends Error {
  constructor(
    readonly code: string,
    /** The gateway's own text; null if there is none. */
    readonly text: string | null,
    readonly hint: string | null,
  ) {
    super(text ?? code);
  }
}

/** True if there is nothing of this name, or the role may not see it. */
export function isUnknown(error: unknown): boolean {
  return error instanceof GatewayProblem && error.code === 'UNKNOWN_NAME';
}
