import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runCommandLine, type ExitStatus } from './command_line.js';
import { loadVectors } from './testing/vectors.js';

interface ProofVectors {
  readonly cases: readonly {
    readonly valid: boolean;
    readonly error?: string;
    readonly file: unknown;
  }[];
}
const { cases } = loadVectors<ProofVectors>('transfer_proofs.json');
const lineOf = (wanted: (item: ProofVectors['cases'][number]) => boolean): string =>
  JSON.stringify(cases.find(wanted)?.file);
const VALID = lineOf(({ valid }) => valid);
const TRUNCATED = lineOf(({ error }) => error === 'truncated');

const folder = mkdtempSync(join(tmpdir(), 'tacit-verify-'));
after(() => {
  rmSync(folder, { recursive: true });
});
const fileWith = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

class Sink extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function run(
  args: readonly string[],
  input: readonly string[] = [],
): Promise<{ status: ExitStatus; output: string; errors: string }> {
  const [output, errors] = [new Sink(), new Sink()];
  const chunks = input.map((chunk) => Buffer.from(chunk));
  const status = await runCommandLine(args, { input: Readable.from(chunks), output, errors });
  return { status, output: output.text, errors: errors.text };
}

test('a valid file exits 0', async () => {
  const path = fileWith('valid.json', `${VALID}\n`);
  assert.deepEqual(await run([path]), { status: 0, output: `${path}: valid\n`, errors: '' });
});

test('a refused or malformed file exits 1 and says why', async () => {
  const truncated = fileWith('truncated.json', TRUNCATED);
  const { status, output } = await run([truncated]);
  assert.equal(status, 1);
  assert.match(output, /: refused: truncated: proof: /);
  assert.equal((await run([fileWith('empty.json', '')])).status, 1);
  assert.equal((await run([fileWith('valid2.json', VALID), truncated])).status, 1);
});

test('misuse exits 2', async () => {
  const good = fileWith('good.json', VALID);
  const missing = join(folder, 'missing.json');
  for (const [args, message] of [
    [[], /Usage/],
    [['--json'], /Usage/],
    [['--nonsense', good], /unknown option --nonsense/],
    [[missing], /cannot read/],
    [[missing, good], /cannot read/],
    [[good, missing], /cannot read/],
    [[folder], /cannot read/],
    [['-'], /empty/],
  ] as const) {
    const { status, errors } = await run(args);
    assert.equal(status, 2, args.join(' '));
    assert.match(errors, message);
  }
});

test('after "--" everything is a file', async () => {
  const { status, errors } = await run(['--', '--help', '--json']);
  assert.equal(status, 2);
  assert.match(errors, /cannot read --help; .*\n.*cannot read --json;/);
  const path = fileWith('good2.json', VALID);
  assert.match((await run(['--json', '--', path])).output, /"valid":true/);
});

test('a name forges no verdict', async () => {
  const path = fileWith('a\nline 2: valid\u001b[2J\u202e.json', TRUNCATED);
  const { output } = await run([path]);
  assert.equal(output.trimEnd().split('\n').length, 1);
  assert.match(output, /a\\u\{a\}line 2: valid\\u\{1b\}\[2J\\u\{202e\}\.json: refused/);
  const forged = VALID.replace('{', '{"x\\nline 2: valid":1,');
  const answer = await run(['-'], [forged]);
  assert.match(answer.output, /^line 1: refused: bad_member: [^\n]*\n$/);
});

test('a text without end is read as far as it can be a file, and refused', async () => {
  const device = await run(['/dev/zero']);
  assert.equal(device.status, 1);
  assert.match(device.output, /refused: bad_json: more than 2\^20 bytes/);
  const piece = ' '.repeat(2 ** 16);
  const long = await run(['-'], [...Array.from({ length: 100 }, () => piece), `\n${VALID}`]);
  assert.match(long.output, /^line 1: refused: bad_json: more than 2\^20.*\nline 2: valid\n$/);
});

/** The program as npm starts it: by its own name, so that it must be executable. */
function runProgram(args: readonly string[], output: 'pipe' | number = 'pipe') {
  const program = fileURLToPath(new URL('./bin/tacit_verify.js', import.meta.url));
  return spawnSync(program, args, {
    stdio: ['ignore', output, 'pipe'],
    encoding: 'utf8',
  });
}

test('the program ends with the status of its verdicts', () => {
  const good = fileWith('good3.json', VALID);
  assert.equal(runProgram([good]).status, 0);
  assert.equal(runProgram([good, fileWith('bad.json', TRUNCATED)]).status, 1);
  assert.equal(runProgram([join(folder, 'missing.json')]).status, 2);
});

test('an answer that cannot be written is no verdict', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = runProgram([fileWith('good4.json', VALID)], full);
  closeSync(full);
  assert.equal(status, 2);
  assert.match(stderr, /^tacit-verify: .*ENOSPC/);
});

test('help is no misuse', async () => {
  const { status, output } = await run(['--help']);
  assert.equal(status, 0);
  assert.match(output, /^Usage: tacit-verify/);
});

test('standard input is judged line by line, wherever its chunks end', async () => {
  const text = `${TRUNCATED}\n\n${VALID}`;
  const middle = TRUNCATED.length + 5;
  const { status, output } = await run(
    ['--json', '-'],
    [text.slice(0, middle), text.slice(middle)],
  );
  assert.equal(status, 1);
  const verdicts = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    verdicts.map(({ file, valid, error }) => [file, valid, error]),
    [
      ['line 1', false, 'truncated'],
      ['line 2', false, 'bad_json'],
      ['line 3', true, undefined],
    ],
  );
  assert.equal(typeof verdicts[0]?.['reason'], 'string');
});
