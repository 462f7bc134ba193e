/** Bech32m (BIP-350) without its limit of 90 characters, as Spec: §5.6 uses it. */
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const CONSTANT = 0x2bc830a3;
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM_DIGITS = 6;
const PREFIX_MAX = 83;

function polymod(digits: readonly number[]): number {
  let state = 1;
  for (const digit of digits) {
    const top = state >>> 25;
    state = (((state & 0x1ffffff) << 5) ^ digit) >>> 0;
    GENERATORS.forEach((generator, i) => {
      if (((top >>> i) & 1) === 1) state = (state ^ generator) >>> 0;
    });
  }
  return state;
}

function expand(prefix: string): number[] {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

/** Regroups bits; undefined when filling bits are five or more, or not zero. */
function regroup(
  values: Iterable<number>,
  from: number,
  to: number,
  fill: boolean,
): number[] | undefined {
  let [bits, count] = [0, 0];
  const out: number[] = [];
  for (const value of values) {
    bits = (bits << from) | value;
    count += from;
    while (count >= to) {
      count -= to;
      out.push((bits >> count) & (2 ** to - 1));
      bits &= 2 ** count - 1;
    }
  }
  if (fill) return count > 0 ? [...out, (bits << (to - count)) & (2 ** to - 1)] : out;
  return count >= from || bits !== 0 ? undefined : out;
}

/** The text of a payload. */
export function encodeBech32m(prefix: string, payload: Uint8Array): string {
  const digits = regroup(payload, 8, 5, true) ?? [];
  const blank = new Array<number>(CHECKSUM_DIGITS).fill(0);
  const sum = polymod([...expand(prefix), ...digits, ...blank]) ^ CONSTANT;
  const checksum = blank.map((_, i) => (sum >>> (5 * (CHECKSUM_DIGITS - 1 - i))) & 31);
  return `${prefix}1${[...digits, ...checksum].map((digit) => ALPHABET[digit]).join('')}`;
}

/** Prefix and digits of five bits, without the checksum; undefined where the text is refused. */
export function decodeBech32m(text: string): { prefix: string; digits: number[] } | undefined {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return undefined;
  const lower = text.toLowerCase();
  const at = lower.lastIndexOf('1');
  const prefix = lower.slice(0, Math.max(at, 0));
  if (at < 1 || at > PREFIX_MAX || /[^\x21-\x7e]/.test(prefix)) return undefined;
  const digits = [...lower.slice(at + 1)].map((letter) => ALPHABET.indexOf(letter));
  if (digits.length < CHECKSUM_DIGITS || digits.includes(-1)) return undefined;
  if (polymod([...expand(prefix), ...digits]) !== CONSTANT) return undefined;
  return { prefix, digits: digits.slice(0, -CHECKSUM_DIGITS) };
}

/** The payload's bytes; undefined where the filling is wrong. */
export function payloadOf(digits: readonly number[]): Uint8Array | undefined {
  const bytes = regroup(digits, 5, 8, false);
  return bytes && Uint8Array.from(bytes);
}
