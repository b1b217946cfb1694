import { getMetadataStorage } from 'type-graphql';

type CloneableStorage = ReturnType<typeof getMetadataStorage> & { clone(): CloneableStorage };

/**
 * type-graphql keeps what decorators say in one global place. Types that are the same for every registry say it once, when their
 * files are loaded; those made from a registry say it at every build, and must not be found by the next. So each build
 * starts from a copy of the former.
 */
let pristine: CloneableStorage | undefined;
let isBuilding = false;

/** Runs a build of a schema on metadata that holds nothing of earlier builds. */
export function withFreshMetadata<T>(build: () => T): T {
  pristine ??= (getMetadataStorage() as CloneableStorage).clone();
  (globalThis as { TypeGraphQLMetadataStorage?: unknown }).TypeGraphQLMetadataStorage = pristine.clone();
  isBuilding = true;
  try {
    return build();
  } finally {
    isBuilding = false;
  }
}

/**
 * The type of an argument that is made from a registry. When a request comes, type-graphql would look up its class in the metadata of whichever schema was
 * built last, which may be another than the request's, and keep it for ever: to requests it is any object, and what they say stays plain data.
 */
export function argumentType<T extends object>(type: () => T): () => T {
  return () => (isBuilding ? type() : (Object as unknown as T));
}
