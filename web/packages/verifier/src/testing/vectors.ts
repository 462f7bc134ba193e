import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { decodeBigEndian, decodeHex } from '../bytes.js';
import { decodeFr, type Fr } from '../field.js';

/** The tree's folder of test vectors, from where the compiled tests stand. */
const VECTORS = new URL('../../../../../vectors/', import.meta.url);

/** A file of `vectors/`, taken at its word: a test that reads it wrongly fails. */
export function loadVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8')) as T;
}

/** A file of what the set-up has brought, or undefined where it has not. */
export function loadDependency(folder: RegExp, path: string): string | undefined {
  const dependencies = new URL('../.deps/', VECTORS);
  if (!existsSync(dependencies)) return undefined;
  for (const entry of readdirSync(dependencies, { withFileTypes: true })) {
    if (!entry.isDirectory() || !folder.test(entry.name)) continue;
    return readFileSync(new URL(`${entry.name}/${path}`, dependencies), 'utf8');
  }
  return undefined;
}

/** An element from the hexadecimal of its 32 bytes. */
export const frOf = (hex: string): Fr => decodeFr(decodeHex(hex));

/** A number written `0x`, highest digit first. */
export const numberOf = (text: string): bigint => BigInt(text);

/** A number from big-endian hexadecimal. */
export const bigEndianOf = (hex: string): bigint => decodeBigEndian(decodeHex(hex));

/** A deterministic source of numbers for tests (a linear congruence of Knuth's, upper bits). */
export function testRandom(seed: number): (below: number) => number {
  let state = BigInt(seed) * 2n + 1n;
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((state >> 32n) % BigInt(below));
  };
}
