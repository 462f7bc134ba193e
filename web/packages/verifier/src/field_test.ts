import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHex, encodeHex } from './bytes.js';
import * as field from './field.js';
import { frOf, loadVectors } from './testing/vectors.js';
import { assertRefused } from './testing/refusals.js';

interface ScalarField {
  readonly cases: readonly Record<string, string>[];
  readonly wide: readonly { readonly bytes: string; readonly value: string }[];
  readonly refused: readonly string[];
  readonly roots_of_unity: readonly { readonly log_size: number; readonly value: string }[];
}
const vectors = loadVectors<ScalarField>('scalar_field.json');

test('arithmetic agrees with vectors/scalar_field.json', () => {
  assert.ok(vectors.cases.length > 0);
  for (const item of vectors.cases) {
    const value = (name: string): field.Fr => frOf(item[name] ?? '');
    const [a, b] = [value('a'), value('b')];
    assert.equal(field.add(a, b), value('sum'));
    assert.equal(field.sub(a, b), value('difference'));
    assert.equal(field.mul(a, b), value('product'));
    assert.equal(field.neg(a), value('negative'));
    assert.equal(field.square(a), value('square'));
    assert.equal(field.fifthPower(a), value('fifth_power'));
    assert.equal(a === 0n ? 0n : field.inverse(a), value('inverse'));
    assert.equal(field.pow(a, BigInt(item['exponent'] ?? '')), value('power'));
    const root = field.squareRoot(a);
    const wanted = item['root'] ?? '';
    assert.equal(root === undefined, wanted === '');
    if (root !== undefined) assert.ok([root, field.neg(root)].includes(frOf(wanted)));
  }
});

test('wide reduction agrees with the vectors', () => {
  for (const { bytes, value } of vectors.wide) {
    assert.equal(field.frFromWide(decodeHex(bytes)), frOf(value));
  }
});

test('integers at or above r are refused', () => {
  assert.ok(vectors.refused.length > 0);
  for (const bytes of vectors.refused) {
    assertRefused(() => field.decodeFr(decodeHex(bytes)), 'non_canonical', bytes);
  }
  assertRefused(() => field.decodeFr(field.encodeFr(0n).subarray(1)), 'truncated');
  assertRefused(() => field.decodeFr(new Uint8Array(33)), 'trailing_bytes');
});

test('an element has one encoding', () => {
  for (const a of [0n, 1n, field.R - 1n, 2n ** 200n + 5n]) {
    assert.equal(field.decodeFr(field.encodeFr(a)), a);
  }
  assert.equal(encodeHex(field.encodeFr(1n)), '01'.padEnd(64, '0'));
});

test('roots of unity agree with the vectors', () => {
  for (const { log_size, value } of vectors.roots_of_unity) {
    assert.equal(field.rootOfUnity(log_size), frOf(value));
  }
  assert.throws(() => field.rootOfUnity(33), RangeError);
});

test('square roots square back, and exactly the non-squares have none', () => {
  for (let a = 0n; a < 50n; a++) {
    const root = field.squareRoot(a);
    const isSquare = a === 0n || field.pow(a, (field.R - 1n) / 2n) === 1n;
    assert.equal(root !== undefined, isSquare);
    if (root !== undefined) assert.equal(field.square(root), a);
  }
});

test('Lagrange polynomials are 1 at their point and 0 at the others, with no division by 0', () => {
  const domain = new field.Domain(4);
  const points = field.powers(domain.omega, domain.size);
  points.forEach((x, j) => {
    points.forEach((_, i) => {
      assert.equal(domain.lagrange(i, x), i === j ? 1n : 0n);
    });
    assert.equal(domain.vanishing(x), 0n);
  });
});

test('Lagrange polynomials add up to 1, and interpolate x itself, off the domain', () => {
  const domain = new field.Domain(4);
  const x = 123_456_789n;
  const values = points(domain).map((_, i) => domain.lagrange(i, x));
  assert.equal(values.reduce(field.add), 1n);
  const interpolated = points(domain).reduce(
    (sum, point, i) => field.add(sum, field.mul(point, values[i] ?? 0n)),
    0n,
  );
  assert.equal(interpolated, x);
});

const points = (domain: field.Domain): field.Fr[] => field.powers(domain.omega, domain.size);
