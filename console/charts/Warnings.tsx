import { InfoCircledIcon } from '@radix-ui/react-icons';
import type { Answer } from '../questions/useSeries';

/** The gateway's warnings about an answer that a reader may misread. */
export function Warnings({ answer }: { readonly answer: Answer }) {
  const { warnings } = answer.meta;
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings">
      {warnings.map(({ code, message }, index) => (
        <li key={index} data-code={code}>
          <InfoCircledIcon aria-hidden />
          {message}
        </li>
      ))}
    </ul>
  );
}
