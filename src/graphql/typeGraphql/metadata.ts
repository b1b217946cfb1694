import { getMetadataStorage } from 'type-graphql';

type CloneableStorage = ReturnType<typeof getMetadataStorage> & { clone(): CloneableStorage };

/**
 * type-graphql stores the metadata of all decorators globally. Types that do not depend on a
 * registry are decorated once, when their files load. Types of a registry are decorated at every
 * build, and the next build must not find them. So each build starts from a copy of this first
 * state.
 */
let pristine: CloneableStorage | undefined;
let isBuilding = false;

/** Runs a build of a schema with metadata that contain nothing of earlier builds. */
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
 * Returns the type function of an argument whose type depends on the registry. During a request,
 * type-graphql would look up its class in the metadata of the last schema that was built, which can
 * be another schema, and cache it. So during requests the type is `Object`, and the argument stays
 * plain data.
 */
export function argumentType<T extends object>(type: () => T): () => T {
  return () => (isBuilding ? type() : (Object as unknown as T));
}
