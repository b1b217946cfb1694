import { useState } from 'react';
import { Form, Input, Label, TextField } from 'react-aria-components';
import { Button } from '../../../widgets/Button';
import { useWords } from '../../../words/words';

interface Props {
  readonly text: string;
  onApply(text: string): void;
}

/** The text of an operator that compares with a part of a value. */
export function FilterText({ text, onApply }: Props) {
  const { filter: words } = useWords().explore;
  const [value, setValue] = useState(text);
  return (
    <Form
      className="filter-text"
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== '') onApply(value);
      }}
    >
      <TextField className="field" value={value} onChange={setValue} autoFocus>
        <Label>{words.value}</Label>
        <Input className="input" />
      </TextField>
      <p className="quiet">{words.caseSensitive}</p>
      <Button kind="main" type="submit" isDisabled={value === ''}>
        {words.apply}
      </Button>
    </Form>
  );
}
