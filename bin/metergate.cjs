#!/usr/bin/env node
// The command line. TypeScript runs as it is: no build step, after `npm install` there is nothing else to do.
require('../register.cjs');
require('../src/server/main.ts');
