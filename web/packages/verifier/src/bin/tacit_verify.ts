#!/usr/bin/env node
import { runCommandLine } from '../command_line.js';

/** 2, never 1: a fault of ours, or an answer that nobody can read, is no verdict on a proof. */
function fail(error: Error): never {
  process.stderr.write(`tacit-verify: ${error.message}\n`);
  process.exit(2);
}

process.stdout.on('error', fail);
process.stderr.on('error', () => process.exit(2));
try {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
  });
} catch (error) {
  fail(error instanceof Error ? error : new Error(String(error)));
}
