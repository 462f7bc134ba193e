import { bls12_381 } from '@noble/curves/bls12-381';
import { concat, decodeBigEndian, decodeHex, encodeHex } from './bytes.js';
import type { Fr } from './field.js';
import { Refusal, requireLength, type RefusalDetail } from './refusal.js';

const { Point } = bls12_381.G1;
const Fp12 = bls12_381.fields.Fp12;

/** A point of the curve that G1 lies on. Points from `decodeG1` lie in G1. */
export type G1Point = InstanceType<typeof Point>;
/** A point of G2. */
export type G2Point = InstanceType<typeof bls12_381.G2.Point>;

/** The two encodings of a point of G1, with their bytes. Spec: §3.4.2. */
export const G1_BYTES = { compressed: 48, uncompressed: 96 } as const;
export type G1Form = keyof typeof G1_BYTES;

/** How `decodeG1` reads. */
export interface G1Rules {
  readonly form: G1Form;
  readonly infinity: 'allowed' | 'refused';
}

export const G1_GENERATOR: G1Point = Point.BASE;
export const G1_INFINITY: G1Point = Point.ZERO;

const P = bls12_381.fields.Fp.ORDER;
const CURVE_B = 4n;
const COORDINATE_BYTES = 48;
const FLAG_COMPRESSED = 0x80;
const FLAG_INFINITY = 0x40;
const FLAG_SIGN = 0x20;
const FLAGS = FLAG_COMPRESSED | FLAG_INFINITY | FLAG_SIGN;

/**
 * A point of G1 from its bytes. Cost: about 2 ms, for the check of the subgroup.
 * @throws Refusal in the order of Spec: §3.4.2
 */
export function decodeG1(bytes: Uint8Array, rules: G1Rules, detail: RefusalDetail = {}): G1Point {
  const point = decodeOnCurve(bytes, rules, detail);
  requireInSubgroup(point, detail);
  return point;
}

/** @throws Refusal `not_in_subgroup` */
export function requireInSubgroup(point: G1Point, detail: RefusalDetail = {}): void {
  if (!point.isTorsionFree()) throw new Refusal('not_in_subgroup', detail);
}

/** As `decodeG1` without its last step: the caller checks the subgroup before using the point. */
export function decodeOnCurve(
  bytes: Uint8Array,
  rules: G1Rules,
  detail: RefusalDetail = {},
): G1Point {
  const { form, infinity } = rules;
  const nonCanonical = (reason: string): Refusal =>
    new Refusal('non_canonical', { ...detail, reason });
  requireLength(bytes.length, G1_BYTES[form], detail);
  const first = bytes[0] ?? 0;
  // A reader that ignores the flags takes a compressed point from the front of an uncompressed
  // one's bytes, and lets anybody change the other 48.
  const isCompressed = (first & FLAG_COMPRESSED) !== 0;
  if (isCompressed !== (form === 'compressed')) throw nonCanonical('the flag of another form');
  if (!isCompressed && (first & FLAG_SIGN) !== 0) throw nonCanonical('a sign without compression');
  if ((first & FLAG_INFINITY) !== 0) {
    const isClean =
      (first & FLAG_SIGN) === 0 && bytes.every((byte, i) => (i === 0 ? byte & ~FLAGS : byte) === 0);
    if (!isClean) throw nonCanonical('infinity with another bit');
    if (infinity === 'refused') throw new Refusal('identity', detail);
    return G1_INFINITY;
  }
  const coordinates = Uint8Array.from(bytes);
  coordinates[0] = first & ~FLAGS;
  const x = decodeBigEndian(coordinates.subarray(0, COORDINATE_BYTES));
  const given = decodeBigEndian(coordinates.subarray(COORDINATE_BYTES));
  if (x >= P || given >= P) throw nonCanonical('a coordinate at or above p');
  const y = isCompressed ? rootWithSign(x, (first & FLAG_SIGN) !== 0) : given;
  if (y === undefined || (y * y) % P !== curveRight(x)) throw new Refusal('not_on_curve', detail);
  return Point.fromAffine({ x, y });
}

const curveRight = (x: bigint): bigint => (((x * x) % P) * x + CURVE_B) % P;

/** The y above x that is the greater of y and -y, or the lesser; undefined off the curve. */
function rootWithSign(x: bigint, greater: boolean): bigint | undefined {
  const right = curveRight(x);
  const root = bls12_381.fields.Fp.pow(right, (P + 1n) / 4n); // p = 3 mod 4
  if ((root * root) % P !== right) return undefined;
  return root > P - root === greater ? root : (P - root) % P;
}

function coordinate(value: bigint): Uint8Array {
  return decodeHex(value.toString(16).padStart(2 * COORDINATE_BYTES, '0'));
}

/** The point's bytes. Spec: §3.4.2. */
export function encodeG1(point: G1Point, form: G1Form): Uint8Array {
  const formFlag = form === 'compressed' ? FLAG_COMPRESSED : 0;
  if (point.equals(G1_INFINITY)) {
    const out = new Uint8Array(G1_BYTES[form]);
    out[0] = formFlag | FLAG_INFINITY;
    return out;
  }
  const { x, y } = point.toAffine();
  if (form === 'uncompressed') return concat(coordinate(x), coordinate(y));
  const out = coordinate(x);
  out[0] = (out[0] ?? 0) | formFlag | (y > P - y ? FLAG_SIGN : 0);
  return out;
}

/** The sum of scalars[i] times points[i]. For public data: its time depends on them. */
export function multiScalarMultiply(points: readonly G1Point[], scalars: readonly Fr[]): G1Point {
  return Point.msm([...points], [...scalars]);
}

/** scalar · point, for public data. */
export function multiply(point: G1Point, scalar: Fr): G1Point {
  return point.multiplyUnsafe(scalar);
}

/**
 * True when the product of e(a_i, b_i) is 1. A term with infinity counts as 1. Spec: §3.4.4.
 * Precondition: all points lie in G1 and G2.
 */
export function pairingProductIsOne(terms: readonly { g1: G1Point; g2: G2Point }[]): boolean {
  const finite = terms.filter(
    ({ g1, g2 }) => !g1.equals(G1_INFINITY) && !g2.equals(bls12_381.G2.Point.ZERO),
  );
  return finite.length === 0 || Fp12.eql(bls12_381.pairingBatch(finite), Fp12.ONE);
}

/** The generator of G2. */
export const G2_GENERATOR: G2Point = bls12_381.G2.Point.BASE;

/** A constant of G2 from its compressed bytes; a fault in it is a fault of the program. */
export function g2Constant(bytes: Uint8Array): G2Point {
  const point = bls12_381.G2.Point.fromHex(encodeHex(bytes));
  point.assertValidity();
  return point;
}
