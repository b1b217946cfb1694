// Lets `node -r ./register.cjs file.ts` run TypeScript with decorators, without a build step.
process.env.TS_NODE_PROJECT ??= require('node:path').join(__dirname, 'tsconfig.json');
require('@swc-node/register');
require('reflect-metadata');
