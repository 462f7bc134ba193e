// Runs the compiled tests and ends with one line: 'N passed, N failed'. A list of files, since
// `node --test` takes a folder differently from version to version.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const files = readdirSync(dist)
  .filter((name) => name.endsWith('_test.js'))
  .map((name) => `${dist}${name}`);

const run = spawn(process.execPath, ['--test', '--test-reporter=tap', ...files], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const counts = { pass: 0, fail: 0, cancelled: 0, skipped: 0 };
const kept = [];
let failing = false;
for await (const line of createInterface({ input: run.stdout })) {
  const count = /^# (pass|fail|cancelled|skipped) (\d+)$/.exec(line);
  if (count) counts[count[1]] = Number(count[2]);
  if (/^\s*(not )?ok /.test(line)) failing = /^\s*not ok /.test(line);
  if (failing) kept.push(line);
}
const status = await new Promise((done) => {
  if (run.exitCode !== null) done(run.exitCode);
  else run.on('close', done);
});
for (const line of kept) console.log(line);
const failed = counts.fail + counts.cancelled;
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.pass} passed, ${failed} failed${skipped}`);
process.exitCode = status === 0 && failed === 0 && counts.pass > 0 ? 0 : 1;
