#!/usr/bin/env node
import { withEnoughMemory } from './enough-memory.js';
import { runCommandLine } from './run-command-line.js';

process.exitCode = await withEnoughMemory(process.argv.slice(2), runCommandLine);
