import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import { signIn, useSession } from '../../session/session';
import { Button } from '../../widgets/Button';
import { useWords } from '../../words/words';

/** The page of a gateway that wants to know who asks. */
export function SignIn() {
  const words = useWords();
  const queries = useQueryClient();
  const { proof: rejected } = useSession();
  const [text, setText] = useState('');
  const submit = () => {
    signIn(text.trim());
    queries.clear();
  };
  return (
    <section className="sign-in card">
      <h1>{words.session.title}</h1>
      <p>{words.session.text}</p>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          className="field"
          value={text}
          onChange={setText}
          isRequired
          isInvalid={rejected !== null && text === ''}
          type="password"
          autoComplete="off"
        >
          <Label>{words.session.field}</Label>
          <Input className="input" />
          <FieldError className="field-error">{words.session.wrong}</FieldError>
        </TextField>
        <Button kind="main" type="submit" isDisabled={text.trim() === ''}>
          {words.session.submit}
        </Button>
      </Form>
    </section>
  );
}
