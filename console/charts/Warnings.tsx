import { InfoCircledIcon } from '@radix-ui/react-icons';
interface Props {
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** The gateway's warnings about an answer that a reader may misread. */
export function Warnings({ warnings }: Props) {
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
