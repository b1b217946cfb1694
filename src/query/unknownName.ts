import { distance } from 'fastest-levenshtein';
import { gatewayError, type GatewayError } from '../errors';
import { LONGEST_COMPARED } from '../model/nearest';

/** The error UNKNOWN_NAME, with the nearest known name if one is near. */
export function unknownName(what: string, name: string, known: Iterable<string>): GatewayError {
  // Comparing a long text is slow, and it is near to no name.
  if (name.length > LONGEST_COMPARED) return gatewayError('UNKNOWN_NAME', { what, name, nearest: null });
  const ranked = [...known].map((one) => ({ one, far: distance(one, name) })).sort((a, b) => a.far - b.far);
  const nearest = ranked[0] !== undefined && ranked[0].far <= Math.max(2, name.length / 3) ? ranked[0].one : null;
  return gatewayError('UNKNOWN_NAME', { what, name, nearest });
}
