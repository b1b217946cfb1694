import { MinusIcon, PlusIcon } from '@radix-ui/react-icons';
import { Button, Group, Input, Label, NumberField } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  onChange(value: number): void;
}

/** A whole number with two buttons. An empty field keeps the last number. */
export function CountField({ label, min, max, value, onChange }: Props) {
  return (
    <NumberField
      className="field"
      minValue={min}
      maxValue={max}
      step={1}
      value={value}
      onChange={(next) => !Number.isNaN(next) && onChange(next)}
    >
      <Label>{label}</Label>
      <Group className="stepper">
        <Button slot="decrement" className="icon-button">
          <MinusIcon />
        </Button>
        <Input className="input" />
        <Button slot="increment" className="icon-button">
          <PlusIcon />
        </Button>
      </Group>
    </NumberField>
  );
}
