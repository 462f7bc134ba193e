import { Refusal, type RefusalDetail } from './refusal.js';

/** Joins byte strings. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

/** True when both are the same bytes. For public data: its time depends on them. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** `value` as `width` little-endian bytes; the caller vouches that it fits. Spec: §2.1. */
export function encodeLittleEndian(value: bigint | number, width: number): Uint8Array {
  const out = new Uint8Array(width);
  let rest = BigInt(value);
  for (let i = 0; i < width; i++) {
    out[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  if (rest !== 0n) throw new RangeError(`${value} does not fit ${width} bytes`);
  return out;
}

/** The integer whose little-endian bytes these are. Spec: §2.1. */
export function decodeLittleEndian(bytes: Uint8Array): bigint {
  return decodeBigEndian(Uint8Array.from(bytes).reverse());
}

/** The integer whose big-endian bytes these are. */
export function decodeBigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${encodeHex(bytes)}`);
}

/** Lower-case hexadecimal. */
export function encodeHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += byte.toString(16).padStart(2, '0');
  return out;
}

/**
 * Bytes from lower-case hexadecimal.
 * @throws Refusal `bad_text`, for upper case too: each value has one spelling. Spec: §2.3.
 */
export function decodeHex(text: string, detail: RefusalDetail = {}): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new Refusal('bad_text', detail);
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return out;
}

/** Reads fields in order. Spec: §2.1. */
export class ByteReader {
  #offset = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** Where the next field begins. */
  get offset(): number {
    return this.#offset;
  }

  /**
   * The next `count` bytes.
   * @throws Refusal `truncated` when fewer remain
   */
  take(count: number, where: string): Uint8Array {
    const end = this.#offset + count;
    if (end > this.bytes.length) {
      throw new Refusal('truncated', { where, offset: this.#offset });
    }
    const out = this.bytes.subarray(this.#offset, end);
    this.#offset = end;
    return out;
  }

  /** The next little-endian integer of `width` bytes. */
  integer(width: number, where: string): bigint {
    return decodeLittleEndian(this.take(width, where));
  }

  /** @throws Refusal `trailing_bytes` when bytes remain */
  finish(): void {
    if (this.#offset !== this.bytes.length) {
      throw new Refusal('trailing_bytes', { offset: this.#offset });
    }
  }
}
