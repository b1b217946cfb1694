import type { ApolloServerPlugin } from '@apollo/server';
import { MAX_ERRORS } from '../../graphql/errors';

/** Limits the number of errors in an answer: each row of a table could have its own. */
export const fewErrors: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body } }) {
        if (body.kind === 'incremental') return;
        const { errors, ...result } = body.singleResult;
        if (errors !== undefined && errors.length > MAX_ERRORS) {
          body.singleResult = { ...result, errors: errors.slice(0, MAX_ERRORS) };
        }
      },
    };
  },
};
