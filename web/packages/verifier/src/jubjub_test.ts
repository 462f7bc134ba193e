import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@noble/hashes/sha2';
import { concat, decodeHex, decodeLittleEndian, encodeHex } from './bytes.js';
import { encodeFr } from './field.js';
import {
  decodeJubjub,
  decodeJubjubScalar,
  JUBJUB_GENERATOR,
  JUBJUB_ORDER,
  JubjubPoint,
  jubjubScalarFromWide,
} from './jubjub.js';
import { assertRefused } from './testing/refusals.js';
import { frOf, loadVectors } from './testing/vectors.js';

interface PointVector {
  readonly compressed: string;
  readonly x: string;
  readonly y: string;
}
interface JubjubVectors {
  readonly generator: PointVector;
  readonly scalars: readonly Record<
    'a' | 'b' | 'sum' | 'difference' | 'product' | 'negated',
    string
  >[];
  readonly wide: readonly { readonly bytes: string; readonly scalar: string }[];
  readonly points: readonly (Record<
    'base' | 'product' | 'addend' | 'sum' | 'difference' | 'times_8',
    PointVector
  > & { readonly scalar: string; readonly small_order: boolean; readonly torsion_free: boolean })[];
  readonly small_order: readonly { readonly order: number; readonly point: PointVector }[];
  readonly decode: readonly {
    readonly name: string;
    readonly bytes: string;
    readonly x: string | null;
  }[];
}
interface FixedBaseVectors {
  readonly rows: readonly {
    readonly row: number;
    readonly points: readonly (readonly string[])[];
  }[];
  readonly digits: readonly { readonly alpha: string; readonly digits: readonly number[] }[];
}

const vectors = loadVectors<JubjubVectors>('jubjub.json');
const same = (point: JubjubPoint, wanted: PointVector): void => {
  assert.equal(encodeHex(point.encode()), wanted.compressed);
  assert.deepEqual(point.toAffine(), { x: frOf(wanted.x), y: frOf(wanted.y) });
};
const pointOf = ({ compressed, x, y }: PointVector): JubjubPoint => {
  const point = decodeJubjub(decodeHex(compressed));
  assert.ok(point.equals(JubjubPoint.fromAffine(frOf(x), frOf(y))));
  return point;
};

test('the base point is that of vectors/jubjub.json and has order l', () => {
  same(JUBJUB_GENERATOR, vectors.generator);
  assert.ok(JUBJUB_GENERATOR.multiply(JUBJUB_ORDER).isIdentity());
  assert.ok(!JUBJUB_GENERATOR.hasSmallOrder());
});

test('scalars agree with the vectors', () => {
  const mod = (value: bigint): bigint => ((value % JUBJUB_ORDER) + JUBJUB_ORDER) % JUBJUB_ORDER;
  for (const item of vectors.scalars) {
    const value = (hex: string): bigint => decodeJubjubScalar(decodeHex(hex));
    const [a, b] = [value(item.a), value(item.b)];
    assert.equal(mod(a + b), value(item.sum));
    assert.equal(mod(a - b), value(item.difference));
    assert.equal(mod(a * b), value(item.product));
    assert.equal(mod(-a), value(item.negated));
  }
  for (const { bytes, scalar } of vectors.wide) {
    assert.equal(jubjubScalarFromWide(decodeHex(bytes)), decodeJubjubScalar(decodeHex(scalar)));
  }
});

test('points agree with the vectors, torsion included', () => {
  for (const item of vectors.points) {
    const base = pointOf(item.base);
    const product = base.multiply(decodeLittleEndian(decodeHex(item.scalar)));
    same(product, item.product);
    const addend = pointOf(item.addend);
    same(product.add(addend), item.sum);
    same(product.subtract(addend), item.difference);
  }
});

test('the points of small order are found', () => {
  for (const { order, point } of vectors.small_order) {
    const small = pointOf(point);
    assert.ok(small.hasSmallOrder());
    assert.ok(small.multiply(BigInt(order)).isIdentity());
    if (order > 1) assert.ok(!small.multiply(BigInt(order / 2)).isIdentity());
  }
});

test('exactly the encodings of the vectors are accepted', () => {
  for (const { name, bytes, x } of vectors.decode) {
    const decode = (): JubjubPoint => decodeJubjub(decodeHex(bytes));
    if (x === null) {
      assert.throws(decode, { name: 'Refusal' }, name);
    } else {
      assert.equal(decode().toAffine().x, frOf(x), name);
      assert.equal(encodeHex(decode().encode()), bytes, name);
    }
  }
});

test('each refusal of an encoding has its name', () => {
  const bytesOf = (name: string): Uint8Array =>
    decodeHex(vectors.decode.find((item) => item.name === name)?.bytes ?? '');
  assertRefused(() => decodeJubjub(bytesOf('y = 1, identity, other sign')), 'non_canonical');
  assertRefused(() => decodeJubjub(bytesOf('y = -1, order 2, other sign')), 'non_canonical');
  assertRefused(() => decodeJubjub(bytesOf('y = r')), 'non_canonical');
  assertRefused(() => decodeJubjub(bytesOf('y = 2^255 - 1')), 'non_canonical');
  const offCurve = vectors.decode.find(({ x, name }) => x === null && /^y = \d+$/.test(name));
  assertRefused(() => decodeJubjub(decodeHex(offCurve?.bytes ?? '')), 'not_on_curve');
  assertRefused(() => decodeJubjub(new Uint8Array(31)), 'truncated');
  assertRefused(() => JubjubPoint.fromAffine(1n, 1n), 'not_on_curve');
  const l = Uint8Array.from(decodeHex(JUBJUB_ORDER.toString(16).padStart(64, '0'))).reverse();
  assertRefused(() => decodeJubjubScalar(l), 'non_canonical');
});

test('table rows and digits are those of vectors/jubjub_fixed_base.json', () => {
  const fixed = loadVectors<FixedBaseVectors & { readonly sha256_all: string }>(
    'jubjub_fixed_base.json',
  );
  const rows: JubjubPoint[][] = [];
  for (let row = 0, base = JUBJUB_GENERATOR; row < 63; row++, base = base.multiply(16n)) {
    rows.push([1n, 3n, 5n, 7n, 9n, 11n, 13n, 15n].map((e) => base.multiply(e)));
  }
  for (const { row, points } of fixed.rows) {
    points.forEach(([x, y], j) => {
      assert.deepEqual(rows[row]?.[j]?.toAffine(), { x: frOf(x ?? ''), y: frOf(y ?? '') });
    });
  }
  const all = rows.flat().flatMap((point) => {
    const { x, y } = point.toAffine();
    return [encodeFr(x), encodeFr(y)];
  });
  assert.equal(encodeHex(sha256(concat(...all))), fixed.sha256_all);
  for (const { alpha, digits } of fixed.digits) {
    const a = decodeJubjubScalar(decodeHex(alpha));
    const sum = digits.reduce((total, digit, i) => total + BigInt(digit) * 16n ** BigInt(i), 0n);
    assert.equal(sum, a % 2n === 1n ? a : a - JUBJUB_ORDER);
    assert.ok(digits.every((digit) => Math.abs(digit) <= 15 && Math.abs(digit) % 2 === 1));
  }
});
