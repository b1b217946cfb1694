#!/usr/bin/env node
// The command line. In a clone TypeScript runs as it is: no build step, after `npm install` there is nothing else to do. The package has
// no `src`, but what was compiled from it.
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
    'A clone runs its TypeScript as it is, and for that needs the development packages: npm install --include=dev',
  );
  process.exitCode = 1;
}
