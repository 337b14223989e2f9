#!/usr/bin/env node
import { Connections } from './connections.ts';
import { runProgram } from './program.ts';

process.exitCode = await runProgram(process.argv.slice(2), (needed) => new Connections(process.env, needed));
