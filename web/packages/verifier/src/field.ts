import { decodeLittleEndian, encodeLittleEndian } from './bytes.js';
import { Refusal, requireLength, type RefusalDetail } from './refusal.js';

/** An element of F_r: an integer in [0, r). Spec: §3.1.1. */
export type Fr = bigint;

/** The order of the BLS12-381 groups and of the scalar field. Spec: §3.1.1. */
export const R = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;

/** Bytes of an encoded element. */
export const FR_BYTES = 32;

const GENERATOR = 7n;
const TWO_ADICITY = 32;

/** `value` reduced into [0, r); `value` may be negative. */
export function fr(value: bigint): Fr {
  const rest = value % R;
  return rest < 0n ? rest + R : rest;
}

export const add = (a: Fr, b: Fr): Fr => fr(a + b);
export const sub = (a: Fr, b: Fr): Fr => fr(a - b);
export const mul = (a: Fr, b: Fr): Fr => (a * b) % R;
export const neg = (a: Fr): Fr => (a === 0n ? 0n : R - a);
export const square = (a: Fr): Fr => (a * a) % R;

/** a^5, the S-box of Poseidon2. */
export const fifthPower = (a: Fr): Fr => mul(square(square(a)), a);

/** a^exponent for exponent >= 0. */
export function pow(a: Fr, exponent: bigint): Fr {
  let result = 1n;
  let base = a;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mul(result, base);
    base = square(base);
  }
  return result;
}

/** 1/a; a must not be 0. */
export function inverse(a: Fr): Fr {
  if (a === 0n) throw new RangeError('0 has no inverse');
  let [low, high] = [a, R];
  let [x, y] = [1n, 0n];
  while (low !== 0n) {
    const quotient = high / low;
    [high, low] = [low, high - quotient * low];
    [y, x] = [x, y - quotient * x];
  }
  return fr(y);
}

/** A square root of a, or undefined where a is not a square (Tonelli and Shanks). */
export function squareRoot(a: Fr): Fr | undefined {
  if (a === 0n) return 0n;
  if (pow(a, (R - 1n) / 2n) !== 1n) return undefined;
  const odd = (R - 1n) >> BigInt(TWO_ADICITY);
  let root = pow(a, (odd + 1n) / 2n);
  let error = pow(a, odd);
  let unit = pow(GENERATOR, odd);
  let order = TWO_ADICITY;
  while (error !== 1n) {
    let k = 0;
    for (let power = error; power !== 1n; power = square(power)) k++;
    const step = pow(unit, 1n << BigInt(order - k - 1));
    root = mul(root, step);
    unit = square(step);
    error = mul(error, unit);
    order = k;
  }
  return root;
}

/** [a^0, a^1, ..., a^(count-1)] */
export function powers(a: Fr, count: number): Fr[] {
  const out: Fr[] = [];
  for (let value = 1n; out.length < count; value = mul(value, a)) out.push(value);
  return out;
}

/**
 * An element from its 32 bytes.
 * @throws Refusal on another length; `non_canonical` at or above r: an element has one encoding
 */
export function decodeFr(bytes: Uint8Array, detail: RefusalDetail = {}): Fr {
  requireLength(bytes.length, FR_BYTES, detail);
  const value = decodeLittleEndian(bytes);
  if (value >= R) throw new Refusal('non_canonical', { ...detail, reason: 'at or above r' });
  return value;
}

/** The element's 32 bytes, little-endian. */
export const encodeFr = (a: Fr): Uint8Array => encodeLittleEndian(a, FR_BYTES);

/** Wide reduction of 64 bytes. Spec: §3.1.1. */
export function frFromWide(bytes: Uint8Array): Fr {
  if (bytes.length !== 64) throw new RangeError('a wide reduction takes 64 bytes');
  return decodeLittleEndian(bytes) % R;
}

/** The root of unity omega_k of order 2^k. Spec: §3.1.2. */
export function rootOfUnity(k: number): Fr {
  if (!Number.isInteger(k) || k < 0 || k > TWO_ADICITY)
    throw new RangeError(`no root of order 2^${k}`);
  return pow(GENERATOR, (R - 1n) >> BigInt(k));
}

/** The domain H of 2^k points. Spec: §3.1.3. */
export class Domain {
  readonly size: number;
  readonly omega: Fr;

  constructor(readonly logSize: number) {
    this.size = 2 ** logSize;
    this.omega = rootOfUnity(logSize);
  }

  /** Z_H(x) = x^n - 1, which is 0 exactly on H. */
  vanishing(x: Fr): Fr {
    return sub(pow(x, BigInt(this.size)), 1n);
  }

  /** L_i(x), also for x in H, where the quotient of the formula would divide by 0. */
  lagrange(i: number, x: Fr): Fr {
    const point = pow(this.omega, BigInt(i));
    if (x === point) return 1n;
    const denominator = mul(BigInt(this.size), sub(x, point));
    return mul(mul(point, this.vanishing(x)), inverse(denominator));
  }
}
