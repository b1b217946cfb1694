import { useRef, useState, type ReactElement, type RefObject } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';

interface Props {
  readonly text: string;
  /** A button that contains the text in an element with this `ref`. */
  children(ref: RefObject<HTMLSpanElement | null>): ReactElement;
}

const DELAY_MS = 400;

/** Shows a text that is cut off in full, while its button has the pointer or the focus. */
export function CutTooltip({ text, children }: Props) {
  const ref = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <TooltipTrigger delay={DELAY_MS} isOpen={isOpen} onOpenChange={(next) => setOpen(next && isCut(ref.current))}>
      {children(ref)}
      <Tooltip className="cut-tooltip" placement="top start">
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}

function isCut(element: HTMLElement | null): boolean {
  if (element === null) return false;
  return element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
}
