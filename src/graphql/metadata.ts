import { getMetadataStorage } from 'type-graphql';

type Storage = ReturnType<typeof getMetadataStorage> & { clone(): Storage };

/**
 * type-graphql keeps what decorators say in one global place. Types that are the same for every registry say it once, when their
 * files are loaded; those made from a registry say it at every build, and must not be found by the next. So each build
 * starts from a copy of the former.
 */
let pristine: Storage | undefined;

/** Runs a build of a schema on metadata that holds nothing of earlier builds. */
export function withFreshMetadata<T>(build: () => T): T {
  pristine ??= (getMetadataStorage() as Storage).clone();
  (globalThis as { TypeGraphQLMetadataStorage?: unknown }).TypeGraphQLMetadataStorage = pristine.clone();
  return build();
}
