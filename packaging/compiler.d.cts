import type { Options } from '@swc/core';

declare const compiler: Options;
export = compiler;
