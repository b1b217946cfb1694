/**
 * Imported first: without NODE_ENV the gateway runs in production mode, and GraphQL omits checks
 * for developers.
 */
process.env['NODE_ENV'] ??= 'production';
