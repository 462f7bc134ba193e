import assert from 'node:assert/strict';
import { test } from 'node:test';
import { R } from './field.js';
import { decodeProofFile, PROOF_FILE_BYTES_MAX } from './proof_file.js';
import type { RefusalCode } from './refusal.js';
import { assertRefused } from './testing/refusals.js';

const input = (value: bigint): string => `0x${value.toString(16).padStart(64, '0')}`;
const MEMBERS: Readonly<Record<string, string>> = {
  circuit: '"transfer"',
  version: '1',
  public_inputs: `["${input(1n)}","${input(R - 1n)}"]`,
  digest: `"${'0a'.repeat(64)}"`,
  proof: '"00ff"',
};
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (members: Readonly<Record<string, string>>): string =>
  `{${Object.entries(members)
    .map(([name, value]) => `"${name}":${value}`)
    .join(',')}}`;
const withMember = (name: string, value: string): string => textOf({ ...MEMBERS, [name]: value });
const refused = (text: string, code: RefusalCode): void => {
  assertRefused(() => decodeProofFile(bytesOf(text)), code, text.slice(0, 80));
};

test('a file is read whatever its order and spaces', () => {
  const file = decodeProofFile(bytesOf(textOf(MEMBERS)));
  assert.deepEqual(file.publicInputs, [1n, R - 1n]);
  assert.deepEqual([...file.proof], [0, 255]);
  assert.equal(file.digest.length, 64);
  const backwards = Object.fromEntries(Object.entries(MEMBERS).reverse());
  assert.deepEqual(decodeProofFile(bytesOf(textOf(backwards).replaceAll(',', ' ,\n\t'))), file);
  assert.deepEqual(decodeProofFile(bytesOf(textOf(MEMBERS).replace('proof', '\\u0070roof'))), file);
});

test('what is not one JSON value is refused', () => {
  const good = textOf(MEMBERS);
  const texts = [
    '',
    ' ',
    'x',
    '{',
    '{}x',
    `${good}${good}`,
    `${good},`,
    good.slice(0, -1),
    good.replaceAll('"', "'"),
    `\ufeff${good}`,
    good.replace('}', ',}'),
    good.replace(':1', ':01'),
    good.replace(':1', ':+1'),
    good.replace(':1', ':.5'),
    good.replace(':1', ':NaN'),
    good.replace('{', '{/**/'),
    good.replace('00ff', '00ff\n'),
    good.replace('00ff', '\\x00'),
    good.replace('00ff', '\\ud800'),
    good.replace(':1', ':18446744073709551616'),
    good.replace(':1', ':1e999'),
    withMember('circuit', '[[1]]'),
    withMember('public_inputs', `[${'1,'.repeat(5000)}1]`),
    '[[[]]]',
  ];
  for (const text of texts) refused(text, 'bad_json');
  assertRefused(() => decodeProofFile(Uint8Array.of(0x22, 0xff, 0x22)), 'bad_json');
  refused(textOf(MEMBERS).padEnd(PROOF_FILE_BYTES_MAX + 1), 'bad_json');
});

test('what is just within the bounds is read', () => {
  const good = textOf(MEMBERS);
  decodeProofFile(bytesOf(good.padEnd(PROOF_FILE_BYTES_MAX)));
  // The file, its five members, and the items: 4,096 values.
  const items = Array.from({ length: 4090 }, () => `"${input(1n)}"`);
  const count = (many: string[]): number => {
    const text = withMember('public_inputs', `[${many.join(',')}]`);
    return decodeProofFile(bytesOf(text)).publicInputs.length;
  };
  assert.equal(count(items), 4090);
  assertRefused(() => count([...items, items[0] ?? '']), 'bad_json');
  // Integers of 64 bits are read, and are another version or no version.
  refused(withMember('version', '18446744073709551615'), 'unknown_version');
  refused(withMember('version', '-9223372036854775808'), 'bad_member');
  refused(withMember('version', '-9223372036854775809'), 'bad_json');
  for (const control of ['\u0000', '\u001f', '\n'])
    refused(withMember('circuit', `"${control}"`), 'bad_json');
});

test('a member named twice is refused, in another spelling too', () => {
  refused(textOf(MEMBERS).replace('}', ',"proof":"00ff"}'), 'bad_json');
  refused(textOf(MEMBERS).replace('}', ',"\\u0070roof":"00ff"}'), 'bad_json');
});

test('a member that is missing, strange or of another type is refused', () => {
  for (const name of Object.keys(MEMBERS)) {
    const rest = Object.fromEntries(Object.entries(MEMBERS).filter(([other]) => other !== name));
    refused(textOf(rest), 'bad_member');
    refused(withMember(name, 'null'), 'bad_member');
    refused(withMember(name, '{}'), 'bad_member');
    refused(withMember(name, 'true'), 'bad_member');
  }
  for (const text of ['[]', 'null', '1', '"x"']) refused(text, 'bad_member');
  refused(withMember('strange', '1'), 'bad_member');
  refused(withMember('__proto__', '1'), 'bad_member');
  for (const number of ['1.0', '1e0', '-1', '-0', '"1"', '10E-1'])
    refused(withMember('version', number), 'bad_member');
  refused(withMember('public_inputs', `["${input(1n)}",1]`), 'bad_member');
});

test('another circuit and another version are refused', () => {
  for (const name of ['Transfer', 'issue', '', 'transfer '])
    refused(withMember('circuit', `"${name}"`), 'unknown_circuit');
  for (const version of ['0', '2', '18446744073709551615'])
    refused(withMember('version', version), 'unknown_version');
});

test('texts that are no numbers or bytes are refused', () => {
  const short = input(1n).slice(0, -1);
  for (const text of [
    short,
    `${input(1n)}0`,
    input(1n).replace('0x', '0X'),
    input(10n).toUpperCase(),
    input(1n).slice(2),
    '',
    '1',
  ]) {
    refused(withMember('public_inputs', `["${text}"]`), 'bad_text');
  }
  for (const value of [R, R + 1n, 2n ** 256n - 1n])
    refused(withMember('public_inputs', `["${input(value)}"]`), 'non_canonical');
  for (const text of ['', 'zz', '0a'.repeat(63), '0a'.repeat(65), '0A'.repeat(64)])
    refused(withMember('digest', `"${text}"`), 'bad_text');
  for (const text of ['0', '0X', 'FF', '0x00'])
    refused(withMember('proof', `"${text}"`), 'bad_text');
});

test('of several faults the first of the table is named', () => {
  refused(textOf({ ...MEMBERS, circuit: '"x"', version: '7', digest: '""' }), 'unknown_circuit');
  refused(textOf({ ...MEMBERS, version: '7', digest: '""' }), 'unknown_version');
  refused(textOf({ ...MEMBERS, public_inputs: '["x"]', digest: '7' }), 'bad_member');
});
