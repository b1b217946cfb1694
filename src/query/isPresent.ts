/** Whether an argument has a value: a missing one and null are the same. */
export function isPresent<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
