import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHex, encodeHex } from './bytes.js';
import { b256, b512, blake2bHasher } from './hash.js';
import { loadVectors } from './testing/vectors.js';

interface Blake2bVectors {
  readonly cases: readonly {
    readonly person: string;
    readonly key: string;
    readonly input: string;
    readonly digest: string;
  }[];
}

test('BLAKE2b agrees with vectors/blake2b.json', () => {
  const { cases } = loadVectors<Blake2bVectors>('blake2b.json');
  assert.ok(cases.length > 0);
  for (const { person, key, input, digest } of cases) {
    const hasher = blake2bHasher(person, digest.length / 2, decodeHex(key));
    assert.equal(encodeHex(hasher.update(decodeHex(input)).digest()), digest);
  }
});

test('a shorter digest is another hash, not a prefix', () => {
  const input = Uint8Array.of(1, 2, 3);
  assert.notEqual(encodeHex(b512('T', input)).slice(0, 64), encodeHex(b256('T', input)));
});

test('a personalisation longer than its field is a fault of the program', () => {
  assert.throws(() => b256('seventeen letters', new Uint8Array()), RangeError);
});
