import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { after, test } from 'node:test';
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
  for (const args of [[], ['--nonsense', 'x'], [join(folder, 'missing.json')], [folder], ['-']]) {
    const { status, errors } = await run(args);
    assert.equal(status, 2, args.join(' '));
    assert.match(errors, /Usage|cannot read|empty/);
  }
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
