#!/usr/bin/env node
// The command line. A clone runs its TypeScript directly, without a build step. The package has no
// `src`; it runs the compiled files in `dist`.
const { existsSync } = require('node:fs');
const path = require('node:path');

if (!existsSync(path.join(__dirname, '../src'))) {
  require('reflect-metadata');
  require('../dist/server/main.js');
} else if (existsSync(path.join(__dirname, '../node_modules/@swc-node/register'))) {
  require('../register.cjs');
  require('../src/server/main.ts');
} else {
  console.error(
    'A clone runs its TypeScript directly, which needs the development packages: npm install --include=dev',
  );
  process.exitCode = 1;
}
