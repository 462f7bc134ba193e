import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat } from './bytes.js';
import { encodeFr, frFromWide } from './field.js';
import { encodeG1, G1_GENERATOR } from './g1.js';
import { b512 } from './hash.js';
import { Transcript } from './transcript.js';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test('a challenge is the digest of all frames before it and its own', () => {
  const transcript = new Transcript();
  transcript.integer('version', 1);
  transcript.scalar('x', 7n);
  const first = transcript.challenge('beta');
  transcript.point('P', G1_GENERATOR);
  const second = transcript.challenge('zeta');

  const frames = concat(
    Uint8Array.of(1, 7),
    ascii('version'),
    Uint8Array.of(4, 0, 0, 0, 1, 0, 0, 0),
    Uint8Array.of(1, 1),
    ascii('x'),
    Uint8Array.of(32, 0, 0, 0),
    encodeFr(7n),
    Uint8Array.of(2, 4),
    ascii('beta'),
    Uint8Array.of(0, 0, 0, 0),
  );
  assert.equal(first, frFromWide(b512('Tacit_PlonkXscr', frames)));
  const more = concat(
    frames,
    Uint8Array.of(1, 1),
    ascii('P'),
    Uint8Array.of(96, 0, 0, 0),
    encodeG1(G1_GENERATOR, 'uncompressed'),
    Uint8Array.of(2, 4),
    ascii('zeta'),
    Uint8Array.of(0, 0, 0, 0),
  );
  assert.equal(second, frFromWide(b512('Tacit_PlonkXscr', more)));
});

test('labels, kinds and lengths separate items that join to the same bytes', () => {
  const challengeOf = (...items: readonly [string, number[]][]): bigint => {
    const transcript = new Transcript();
    for (const [label, bytes] of items) transcript.bytes(label, Uint8Array.from(bytes));
    return transcript.challenge('c');
  };
  const variants = [
    challengeOf(['ab', [1, 2]]),
    challengeOf(['a', [1, 2]]),
    challengeOf(['ab', [1]], ['', [2]]),
    challengeOf(['ab', [1, 2]], ['', []]),
    challengeOf(),
  ];
  assert.equal(new Set(variants).size, variants.length);
});
