import { closeSync, openSync, readSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { concat } from './bytes.js';
import { PROOF_FILE_BYTES_MAX, verifyProofFile } from './proof_file.js';
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
  --         what follows is a FILE, whatever it begins with
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

/** With line feeds, escapes and the like spelled out: a name must not forge another's verdict. */
const printable = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );

const textLine = (file: string, verdict: Verdict): string =>
  printable(verdict.valid ? `${file}: valid` : `${file}: refused: ${verdict.refusal.message}.`);

const jsonLine = (file: string, verdict: Verdict): string =>
  JSON.stringify(
    verdict.valid
      ? { file, valid: true }
      : { file, valid: false, error: verdict.refusal.code, reason: `${verdict.refusal.message}.` },
  );

const NEW_LINE = 0x0a;

/** Of a longer text so much is kept: enough to refuse it for its length. */
const KEPT_BYTES_MAX = PROOF_FILE_BYTES_MAX + 1;

/** The start of a text that arrives in pieces. */
class Start {
  #pieces: Uint8Array[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get isFull(): boolean {
    return this.#length === KEPT_BYTES_MAX;
  }

  add(piece: Uint8Array): void {
    const kept = piece.subarray(0, KEPT_BYTES_MAX - this.#length);
    if (kept.length > 0) this.#pieces.push(kept);
    this.#length += kept.length;
  }

  /** What was kept; the next text begins. */
  take(): Uint8Array {
    const bytes = concat(...this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    return bytes;
  }
}

/** The lines of a stream; a last one without its line feed counts. */
async function* linesOf(input: Readable): AsyncGenerator<Uint8Array> {
  const line = new Start();
  for await (const chunk of input) {
    let rest = chunk as Uint8Array;
    for (let end = rest.indexOf(NEW_LINE); end >= 0; end = rest.indexOf(NEW_LINE)) {
      line.add(rest.subarray(0, end));
      yield line.take();
      rest = rest.subarray(end + 1);
    }
    line.add(rest);
  }
  if (!line.isEmpty) yield line.take();
}

/**
 * False when there was not one line. An empty line is judged too: answers stay beside questions.
 */
async function judgeLines(input: Readable, judge: Judge): Promise<boolean> {
  let count = 0;
  for await (const line of linesOf(input)) judge.judge(`line ${++count}`, line);
  return count > 0;
}

const PIECE_BYTES = 2 ** 16;

/** A file's first bytes; a device without end has an end here. */
function readStart(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const start = new Start();
    while (!start.isFull) {
      const piece = new Uint8Array(PIECE_BYTES);
      const count = readSync(file, piece);
      if (count === 0) break;
      start.add(piece.subarray(0, count));
    }
    return start.take();
  } finally {
    closeSync(file);
  }
}

function judgeFile(path: string, judge: Judge, errors: Writable): boolean {
  let bytes: Uint8Array;
  try {
    bytes = readStart(path);
  } catch {
    errors.write(printable(`tacit-verify: cannot read ${path}; check the path.`) + '\n');
    return false;
  }
  judge.judge(path, bytes);
  return true;
}

interface Arguments {
  readonly options: readonly string[];
  readonly paths: readonly string[];
}

/** "-" is a path; after "--" everything is. */
function parseArguments(args: readonly string[]): Arguments {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  const after = end < 0 ? [] : args.slice(end + 1);
  const isOption = (arg: string): boolean => arg.startsWith('-') && arg !== '-';
  return {
    options: before.filter(isOption),
    paths: [...before.filter((arg) => !isOption(arg)), ...after],
  };
}

const OPTIONS = ['--json', '--help', '-h'];

/** What is wrong with the arguments, or undefined. */
function misuse({ options, paths }: Arguments): string | undefined {
  const unknown = options.find((option) => !OPTIONS.includes(option));
  if (unknown !== undefined) return printable(`tacit-verify: unknown option ${unknown}`);
  return paths.length === 0 ? 'tacit-verify: which file?' : undefined;
}

/** The program `tacit-verify`, without its process. */
export async function runCommandLine(
  args: readonly string[],
  streams: Streams,
): Promise<ExitStatus> {
  const parsed = parseArguments(args);
  if (parsed.options.includes('--help') || parsed.options.includes('-h')) {
    streams.output.write(USAGE);
    return 0;
  }
  const fault = misuse(parsed);
  if (fault !== undefined) {
    streams.errors.write(`${fault}\n${USAGE}`);
    return 2;
  }
  const judge = new Judge(streams.output, parsed.options.includes('--json'));
  let allRead = true;
  for (const path of parsed.paths) {
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
