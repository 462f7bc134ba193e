import { decodeHex, decodeLittleEndian, encodeLittleEndian } from './bytes.js';
import { add, fr, inverse, mul, neg, R, square, squareRoot, sub, type Fr } from './field.js';
import { Refusal, requireLength, type RefusalDetail } from './refusal.js';

/** D = -10240/10241 of -x^2 + y^2 = 1 + D x^2 y^2. Spec: §3.6.1. */
export const JUBJUB_D: Fr = mul(fr(-10240n), inverse(10241n));

/** l: the order of the prime subgroup; the curve has 8 l points. Spec: §3.6.1. */
export const JUBJUB_ORDER = 0x0e7db4ea6533afa906673b0101343b00a6682093ccc81082d0970e5ed6f72cb7n;

/** Bytes of an encoded point or scalar. */
export const JUBJUB_BYTES = 32;

const SIGN_BIT = 1n << 255n;

/**
 * A point of the curve, in extended coordinates (x = X/Z, y = Y/Z, T = XY/Z). The addition law has
 * no exceptions: -1 is a square in F_r and D is not.
 */
export class JubjubPoint {
  static readonly IDENTITY = new JubjubPoint(0n, 1n, 1n, 0n);

  private constructor(
    private readonly x: Fr,
    private readonly y: Fr,
    private readonly z: Fr,
    private readonly t: Fr,
  ) {}

  /**
   * A point from canonical coordinates.
   * @throws Refusal `non_canonical`, `not_on_curve`
   */
  static fromAffine(x: bigint, y: bigint, detail: RefusalDetail = {}): JubjubPoint {
    if (x < 0n || x >= R || y < 0n || y >= R) throw new Refusal('non_canonical', detail);
    const [xx, yy] = [square(x), square(y)];
    if (sub(yy, xx) !== add(1n, mul(JUBJUB_D, mul(xx, yy))))
      throw new Refusal('not_on_curve', detail);
    return new JubjubPoint(x, y, 1n, mul(x, y));
  }

  /** A sum; either may have any order. */
  add(other: JubjubPoint): JubjubPoint {
    const a = mul(sub(this.y, this.x), sub(other.y, other.x));
    const b = mul(add(this.y, this.x), add(other.y, other.x));
    const c = mul(mul(2n, JUBJUB_D), mul(this.t, other.t));
    const d = mul(2n, mul(this.z, other.z));
    const [e, f, g, h] = [sub(b, a), sub(d, c), add(d, c), add(b, a)];
    return new JubjubPoint(mul(e, f), mul(g, h), mul(f, g), mul(e, h));
  }

  negate(): JubjubPoint {
    return new JubjubPoint(neg(this.x), this.y, this.z, neg(this.t));
  }

  subtract(other: JubjubPoint): JubjubPoint {
    return this.add(other.negate());
  }

  /** scalar times this, scalar >= 0 taken as it is. For public data: its time depends on it. */
  multiply(scalar: bigint): JubjubPoint {
    let sum = JubjubPoint.IDENTITY;
    for (const bit of scalar.toString(2)) {
      sum = sum.add(sum);
      if (bit === '1') sum = sum.add(this);
    }
    return sum;
  }

  /** 8 times this: the identity exactly for points of small order. */
  timesCofactor(): JubjubPoint {
    return this.multiply(8n);
  }

  isIdentity(): boolean {
    return this.x === 0n && this.y === this.z;
  }

  /** True when 8 times this is the identity. Spec: §3.6.3. */
  hasSmallOrder(): boolean {
    return this.timesCofactor().isIdentity();
  }

  equals(other: JubjubPoint): boolean {
    return this.subtract(other).isIdentity();
  }

  toAffine(): { readonly x: Fr; readonly y: Fr } {
    const scale = inverse(this.z);
    return { x: mul(this.x, scale), y: mul(this.y, scale) };
  }

  /** The point's 32 bytes. Spec: §3.6.3. */
  encode(): Uint8Array {
    const { x, y } = this.toAffine();
    return encodeLittleEndian(y | ((x & 1n) === 1n ? SIGN_BIT : 0n), JUBJUB_BYTES);
  }
}

/**
 * A point from its 32 bytes; its order is not bounded.
 * @throws Refusal in the order of Spec: §3.6.3
 */
export function decodeJubjub(bytes: Uint8Array, detail: RefusalDetail = {}): JubjubPoint {
  requireLength(bytes.length, JUBJUB_BYTES, detail);
  const whole = decodeLittleEndian(bytes);
  const isOdd = (whole & SIGN_BIT) !== 0n;
  const y = whole & (SIGN_BIT - 1n);
  if (y >= R) throw new Refusal('non_canonical', { ...detail, reason: 'y at or above r' });
  const yy = square(y);
  const root = squareRoot(mul(sub(yy, 1n), inverse(add(mul(JUBJUB_D, yy), 1n))));
  if (root === undefined) throw new Refusal('not_on_curve', detail);
  // The rule since ZIP 216: else (0, 1) and (0, -1) would have two encodings each.
  if (root === 0n && isOdd)
    throw new Refusal('non_canonical', { ...detail, reason: 'a sign of x = 0' });
  const x = ((root & 1n) === 1n) === isOdd ? root : neg(root);
  return JubjubPoint.fromAffine(x, y, detail);
}

/**
 * A scalar from its 32 bytes. Spec: §3.6.2.
 * @throws Refusal `non_canonical` at or above l: a signature would have a second spelling
 */
export function decodeJubjubScalar(bytes: Uint8Array, detail: RefusalDetail = {}): bigint {
  requireLength(bytes.length, JUBJUB_BYTES, detail);
  const scalar = decodeLittleEndian(bytes);
  if (scalar >= JUBJUB_ORDER)
    throw new Refusal('non_canonical', { ...detail, reason: 'at or above l' });
  return scalar;
}

/** Wide reduction of 64 bytes modulo l. Spec: §3.6.2. */
export function jubjubScalarFromWide(bytes: Uint8Array): bigint {
  requireLength(bytes.length, 64);
  return decodeLittleEndian(bytes) % JUBJUB_ORDER;
}

/** G, the base point of Zcash Sapling's SpendAuthSig. Spec: §3.6.4. */
export const JUBJUB_GENERATOR = decodeJubjub(
  decodeHex('30b5f2aaad325630bcdddbce4d67656d05fd1cc2d037bb5375b6e96d9e01a1d7'),
);
