import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHex, decodeLittleEndian, encodeHex } from './bytes.js';
import { R } from './field.js';
import {
  decodeG1,
  decodeOnCurve,
  encodeG1,
  G1_BYTES,
  G1_GENERATOR,
  G1_INFINITY,
  G2_GENERATOR,
  multiply,
  multiScalarMultiply,
  pairingProductIsOne,
  requireInSubgroup,
  type G1Form,
  type G1Point,
} from './g1.js';
import { assertRefused } from './testing/refusals.js';
import { loadVectors } from './testing/vectors.js';

interface Encodings {
  readonly compressed: string;
  readonly uncompressed: string;
}
interface G1Vectors {
  readonly multiples_of_generator: readonly (Encodings & { readonly scalar: string })[];
  readonly outside_subgroup: readonly Encodings[];
  readonly small_order: readonly (Encodings & { readonly order: number })[];
  readonly off_curve: readonly Encodings[];
  readonly multi_scalar: {
    readonly terms: readonly { readonly scalar: string; readonly point: string }[];
    readonly sum: string;
  };
}

const vectors = loadVectors<G1Vectors>('bls12_381_g1.json');
const FORMS: readonly G1Form[] = ['compressed', 'uncompressed'];
const P =
  (0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bfn << 192n) |
  0x6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;

const scalarOf = (hex: string): bigint => decodeLittleEndian(decodeHex(hex)) % R;
const decode = (hex: string, form: G1Form, infinity: 'allowed' | 'refused' = 'refused'): G1Point =>
  decodeG1(decodeHex(hex), { form, infinity });

test('multiples of the generator have the encodings of vectors/bls12_381_g1.json', () => {
  assert.ok(vectors.multiples_of_generator.length > 0);
  for (const item of vectors.multiples_of_generator) {
    const point = multiply(G1_GENERATOR, scalarOf(item.scalar));
    for (const form of FORMS) {
      assert.equal(encodeHex(encodeG1(point, form)), item[form]);
      assert.ok(decode(item[form], form, 'allowed').equals(point));
    }
  }
});

test('sums of multiples agree with the vectors', () => {
  const { terms, sum } = vectors.multi_scalar;
  const points = terms.map(({ point }) => decode(point, 'uncompressed', 'allowed'));
  const result = multiScalarMultiply(
    points,
    terms.map(({ scalar }) => scalarOf(scalar)),
  );
  assert.equal(encodeHex(encodeG1(result, 'uncompressed')), sum);
});

test('points outside the subgroup are refused, those of small order among them', () => {
  const outside = [...vectors.outside_subgroup, ...vectors.small_order];
  assert.ok(vectors.small_order.some(({ order }) => order === 3));
  assert.ok(vectors.small_order.some(({ order }) => order === 11));
  for (const item of outside) {
    for (const form of FORMS)
      assertRefused(() => decode(item[form], form), 'not_in_subgroup', item[form]);
  }
});

test('a good point plus a part of each prime order of the cofactor is refused', () => {
  // h = 3 · 11^2 · 10177^2 · 859267^2 · 52437899^2; the part of order q is what r · h / q leaves.
  const primes = [3n, 11n, 10177n, 859267n, 52437899n];
  const cofactor = primes.slice(1).reduce((product, q) => product * q * q, 3n);
  const outside = decodeOnCurve(decodeHex(vectors.outside_subgroup[0]?.uncompressed ?? ''), {
    form: 'uncompressed',
    infinity: 'refused',
  });
  for (const q of primes) {
    let part = multiplyByAny(outside, (R * cofactor) / (q === 3n ? q : q * q));
    for (let order = q * q; order > q && !multiplyByAny(part, q).equals(G1_INFINITY); order /= q) {
      part = multiplyByAny(part, q);
    }
    assert.ok(!part.equals(G1_INFINITY), `no part of order ${q}`);
    assert.ok(multiplyByAny(part, q).equals(G1_INFINITY));
    for (const point of [part, part.add(multiply(G1_GENERATOR, 12345n))]) {
      assertRefused(
        () => {
          requireInSubgroup(point);
        },
        'not_in_subgroup',
        `order ${q}`,
      );
      assertRefused(
        () =>
          decodeG1(encodeG1(point, 'uncompressed'), { form: 'uncompressed', infinity: 'refused' }),
        'not_in_subgroup',
      );
    }
  }
});

function multiplyByAny(point: G1Point, scalar: bigint): G1Point {
  let sum = G1_INFINITY;
  for (const bit of scalar.toString(2)) {
    sum = sum.double();
    if (bit === '1') sum = sum.add(point);
  }
  return sum;
}

test('the check of the subgroup is that r times the point is infinity', () => {
  const good = multiply(G1_GENERATOR, 987654321n);
  assert.ok(multiplyByAny(good, R).equals(G1_INFINITY));
  requireInSubgroup(good);
});

test('points off the curve are refused', () => {
  for (const item of vectors.off_curve) {
    for (const form of FORMS)
      assertRefused(() => decode(item[form], form), 'not_on_curve', item[form]);
  }
});

test('infinity has one encoding in each form, and is refused where it must not stand', () => {
  for (const form of FORMS) {
    const bytes = encodeG1(G1_INFINITY, form);
    assert.ok(decodeG1(bytes, { form, infinity: 'allowed' }).equals(G1_INFINITY));
    assertRefused(() => decodeG1(bytes, { form, infinity: 'refused' }), 'identity');
    for (const [i, bits] of [
      [0, 0x20],
      [0, 0x01],
      [1, 0x80],
      [G1_BYTES[form] - 1, 1],
    ] as const) {
      const changed = Uint8Array.from(bytes);
      changed[i] = (changed[i] ?? 0) | bits;
      assertRefused(() => decodeG1(changed, { form, infinity: 'allowed' }), 'non_canonical');
    }
    // All zero without the flag is the pair (0, 0), or x = 0: never infinity.
    const zeros = new Uint8Array(G1_BYTES[form]);
    if (form === 'uncompressed') {
      assertRefused(() => decodeG1(zeros, { form, infinity: 'allowed' }), 'not_on_curve');
    }
  }
});

test('flags of the other form are refused, whatever follows them', () => {
  for (const form of FORMS) {
    const bytes = encodeG1(G1_GENERATOR, form);
    bytes[0] = (bytes[0] ?? 0) ^ 0x80;
    assertRefused(() => decodeG1(bytes, { form, infinity: 'allowed' }), 'non_canonical');
  }
  const signed = encodeG1(G1_GENERATOR, 'uncompressed');
  signed[0] = (signed[0] ?? 0) | 0x20;
  assertRefused(
    () => decodeG1(signed, { form: 'uncompressed', infinity: 'allowed' }),
    'non_canonical',
  );
});

test('coordinates at or above p are refused', () => {
  const { x, y } = G1_GENERATOR.toAffine();
  const bytes = (value: bigint): string => value.toString(16).padStart(96, '0');
  assertRefused(() => decode(bytes(P) + bytes(y), 'uncompressed'), 'non_canonical');
  assertRefused(() => decode(bytes(x) + bytes(y + P), 'uncompressed'), 'non_canonical');
  assertRefused(() => decode(bytes(P + (1n << 383n)), 'compressed'), 'non_canonical');
});

test('other lengths are refused', () => {
  for (const form of FORMS) {
    const bytes = encodeG1(G1_GENERATOR, form);
    assertRefused(() => decodeG1(bytes.subarray(1), { form, infinity: 'allowed' }), 'truncated');
    const longer = Uint8Array.from([...bytes, 0]);
    assertRefused(() => decodeG1(longer, { form, infinity: 'allowed' }), 'trailing_bytes');
  }
});

test('a product of pairings is 1 when the exponents cancel; infinity counts as 1', () => {
  const a = multiply(G1_GENERATOR, 6n);
  const twoG2 = G2_GENERATOR.multiply(2n);
  const b = multiply(G1_GENERATOR, 3n).negate();
  assert.ok(
    pairingProductIsOne([
      { g1: a, g2: G2_GENERATOR },
      { g1: b, g2: twoG2 },
    ]),
  );
  assert.ok(
    !pairingProductIsOne([
      { g1: a, g2: G2_GENERATOR },
      { g1: b, g2: G2_GENERATOR },
    ]),
  );
  assert.ok(
    !pairingProductIsOne([
      { g1: a, g2: G2_GENERATOR },
      { g1: G1_INFINITY, g2: twoG2 },
    ]),
  );
  assert.ok(pairingProductIsOne([{ g1: G1_INFINITY, g2: twoG2 }]));
  assert.ok(pairingProductIsOne([]));
});
