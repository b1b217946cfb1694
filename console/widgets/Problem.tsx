import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { GatewayProblem } from '../questions/problem';
import { addressOf } from '../root';
import { useWords } from '../words/words';
import { Button } from './Button';
import { HintText, sectionOf } from './HintText';

interface Props {
  readonly error: unknown;
  /** Asks again. */
  onRetry?(): void;
}

/** An error in the place of the picture: message, hint, and a retry. */
export function Problem({ error, onRetry }: Props) {
  const words = useWords();
  const { message, hint } = useProblemText(error);
  const section = error instanceof GatewayProblem ? sectionOf(error.code) : null;
  return (
    <div className="problem" role="alert">
      <ExclamationTriangleIcon aria-hidden />
      <div>
        <p className="problem-text">{message}</p>
        {hint !== null && (
          <p className="quiet">
            <HintText text={hint} />
          </p>
        )}
        {section !== null && (
          <p className="quiet">
            <a href={addressOf(section)}>{words.problem.more}</a>
          </p>
        )}
        {onRetry !== undefined && (
          <Button kind="quiet" onPress={onRetry}>
            {words.problem.retry}
          </Button>
        )}
      </div>
    </div>
  );
}

function useProblemText(error: unknown): { readonly message: string; readonly hint: string | null } {
  const { problem } = useWords();
  if (!(error instanceof GatewayProblem)) return { message: problem.title, hint: String(error) };
  if (error.code === 'UNREACHABLE') return { message: problem.unreachable, hint: problem.unreachableHint };
  if (error.code === 'FORBIDDEN') return { message: problem.forbidden, hint: error.hint ?? problem.forbiddenHint };
  return { message: error.text ?? problem.title, hint: error.hint };
}
