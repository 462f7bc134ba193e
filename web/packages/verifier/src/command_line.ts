import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { verifyProofFile } from './proof_file.js';
import type { Verdict } from './refusal.js';

/** The streams that a run of the program speaks through. */
export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
}

/** 0 valid, 1 refused or malformed, 2 misused. */
export type ExitStatus = 0 | 1 | 2;

const USAGE = `Usage: tacit-verify [--json] FILE...
Judges proof files of Tacit's transfer circuit, a line for each.

  FILE       a proof as a JSON file; "-" reads standard input, one object a line
  --json     answer with one JSON object a line: {"file", "valid"}, and when refused "error",
             "reason"
  --help     show this

Exit status: 0 all valid; 1 one refused, or malformed; 2 misused, or a file that cannot be read.
`;

class Judge {
  allValid = true;

  constructor(
    readonly output: Writable,
    readonly asJson: boolean,
  ) {}

  judge(name: string, bytes: Uint8Array): void {
    const verdict = verifyProofFile(bytes);
    this.allValid &&= verdict.valid;
    this.output.write(`${this.asJson ? jsonLine(name, verdict) : textLine(name, verdict)}\n`);
  }
}

const textLine = (file: string, verdict: Verdict): string =>
  verdict.valid ? `${file}: valid` : `${file}: refused: ${verdict.refusal.message}.`;

const jsonLine = (file: string, verdict: Verdict): string =>
  JSON.stringify(
    verdict.valid
      ? { file, valid: true }
      : { file, valid: false, error: verdict.refusal.code, reason: `${verdict.refusal.message}.` },
  );

const NEW_LINE = 0x0a;

/** The lines of a stream; a last one without its line feed counts. */
async function* linesOf(input: Readable): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of input) {
    rest = Buffer.concat([rest, Buffer.from(chunk as Uint8Array)]);
    for (let end = rest.indexOf(NEW_LINE); end >= 0; end = rest.indexOf(NEW_LINE)) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield rest;
}

/**
 * False when there was not one line. An empty line is judged too: answers stay beside questions.
 */
async function judgeLines(input: Readable, judge: Judge): Promise<boolean> {
  let count = 0;
  for await (const line of linesOf(input)) judge.judge(`line ${++count}`, line);
  return count > 0;
}

function judgeFile(path: string, judge: Judge, errors: Writable): boolean {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    errors.write(`tacit-verify: cannot read ${path}; check the path.\n`);
    return false;
  }
  judge.judge(path, bytes);
  return true;
}

/** The program `tacit-verify`, without its process. */
export async function runCommandLine(
  args: readonly string[],
  streams: Streams,
): Promise<ExitStatus> {
  if (args.includes('--help') || args.includes('-h')) {
    streams.output.write(USAGE);
    return 0;
  }
  const paths = args.filter((arg) => arg === '-' || !arg.startsWith('-'));
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '-' && arg !== '--json');
  if (unknown !== undefined || paths.length === 0) {
    streams.errors.write(
      unknown === undefined ? USAGE : `tacit-verify: unknown option ${unknown}\n${USAGE}`,
    );
    return 2;
  }
  const judge = new Judge(streams.output, args.includes('--json'));
  let allRead = true;
  for (const path of paths) {
    if (path !== '-') {
      allRead = judgeFile(path, judge, streams.errors) && allRead;
    } else if (!(await judgeLines(streams.input, judge))) {
      streams.errors.write('tacit-verify: standard input is empty.\n');
      allRead = false;
    }
  }
  if (!allRead) return 2;
  return judge.allValid ? 0 : 1;
}
