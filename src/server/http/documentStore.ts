import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/** All documents together, as the length of their syntax trees in JSON. */
const MAX_BYTES = 30 * 2 ** 20;

const kept = new LRUCache<string, DocumentNode>({ maxSize: MAX_BYTES, sizeCalculation: bytesOf });
let stores = 0;

/**
 * Returns a store of the documents that one Apollo server has parsed and found valid. All stores of
 * the process share the bound. A server finds only its own documents: those of another one are
 * valid by the rules of another role.
 */
export function documentStore(): DocumentStore {
  const prefix = `${stores++}:`;
  return {
    get: async (key) => kept.get(prefix + key),
    set: async (key, document) => void kept.set(prefix + key, document),
    delete: async (key) => kept.delete(prefix + key),
  };
}

/** The number of documents in all stores. */
export function keptDocuments(): number {
  return kept.size;
}

function bytesOf(document: DocumentNode): number {
  return JSON.stringify(document).length;
}
