import { sha256 } from '@noble/hashes/sha2';
import { decodeHex, encodeHex } from '../bytes.js';
import { add, inverse, mul, powers, rootOfUnity, sub, type Fr } from '../field.js';
import { decodeOnCurve, g2Constant, type G1Point, type G2Point } from '../g1.js';
import { loadDependency } from './vectors.js';

const SETUP_FOLDER = /^ckzg-/;
const SETUP_FILE = 'src/trusted_setup.txt';
const SETUP_SHA256 = 'd39b9f2d047cc9dca2de58f264b6a09448ccd34db967881a6713eacacf0f26b7';
const FIRST_POWER_LINE = 4164;
const TAU_G2_LINE = 4100;

/**
 * The ceremony's powers, as far as asked for, and [tau]_2; undefined where the file is not there.
 */
export function loadSetup(count: number): { powers: G1Point[]; tauG2: G2Point } | undefined {
  const text = loadDependency(SETUP_FOLDER, SETUP_FILE);
  if (text === undefined) return undefined;
  if (encodeHex(sha256(text)) !== SETUP_SHA256) throw new Error('not the pinned ceremony');
  const lines = text.split('\n');
  const bytesOf = (line: number): Uint8Array => decodeHex(lines[line - 1] ?? '');
  const point = (line: number): G1Point =>
    decodeOnCurve(bytesOf(line), { form: 'compressed', infinity: 'refused' });
  return {
    powers: Array.from({ length: count }, (_, i) => point(FIRST_POWER_LINE + i)),
    tauG2: g2Constant(bytesOf(TAU_G2_LINE)),
  };
}

/** Coefficients of the polynomial with these values on the domain (inverse radix-2 transform). */
export function interpolate(values: readonly Fr[]): Fr[] {
  const scale = inverse(BigInt(values.length));
  const root = inverse(rootOfUnity(Math.log2(values.length)));
  return transform(values, root).map((value) => mul(value, scale));
}

function transform(values: readonly Fr[], root: Fr): Fr[] {
  if (values.length === 1) return [...values];
  const even = transform(
    values.filter((_, i) => i % 2 === 0),
    mul(root, root),
  );
  const odd = transform(
    values.filter((_, i) => i % 2 === 1),
    mul(root, root),
  );
  const turned = powers(root, odd.length).map((power, i) => mul(power, odd[i] ?? 0n));
  return [
    ...even.map((value, i) => add(value, turned[i] ?? 0n)),
    ...even.map((value, i) => sub(value, turned[i] ?? 0n)),
  ];
}
