/** Imported first: unless told otherwise the gateway runs for real, and GraphQL leaves out checks that are for those who work on it. */
process.env['NODE_ENV'] ??= 'production';
