/**
 * Why an input is refused. The names are stable: those of proofs and proof files are the errors of
 * Spec: §4.13, those of transfers the names of Spec: §8.5, those of signatures follow Spec: §3.7.7.
 */
export type RefusalCode =
  // Encodings (Spec: §2, §3.1.1, §3.4.2, §3.6.3)
  | 'bad_text'
  | 'truncated'
  | 'trailing_bytes'
  | 'non_canonical'
  | 'not_on_curve'
  | 'identity'
  | 'not_in_subgroup'
  // Verifying keys (Spec: §4.5.2)
  | 'unsupported_size'
  | 'row_outside_table'
  | 'repeated_row'
  | 'repeated_coset'
  // Proofs (Spec: §4.8, §4.9)
  | 'wrong_public_inputs'
  | 'wrong_digest'
  | 'challenge_in_domain'
  | 'invalid'
  // Proof files (Spec: §4.13)
  | 'bad_json'
  | 'bad_member'
  | 'unknown_circuit'
  | 'unknown_version'
  // Signatures (Spec: §3.7.7)
  | 'key_encoding'
  | 'key_identity'
  | 'key_small_order'
  | 'r_encoding'
  | 's_encoding'
  | 'equation'
  // Transfers (Spec: §8.2, §8.5)
  | 'malformed'
  | 'policy_not_registered'
  | 'rule_not_registered'
  | 'public_leg_entering'
  | 'public_asset_missing'
  | 'public_asset_without_value'
  | 'fee_asset_missing'
  | 'duplicate_nullifier'
  | 'duplicate_commitment'
  | 'zero_commitment'
  | 'spend_key_small_order'
  | 'bad_spend_signature'
  | 'bad_proof';

/** What else a refusal knows. */
export interface RefusalDetail {
  /** The item that broke the rule, such as `wire 3` or `public input 0`. */
  readonly where?: string;
  /** The item's first byte within the bytes decoded. */
  readonly offset?: number;
  /** The rule that was broken, in words. */
  readonly reason?: string;
  /** The refusal beneath this one: why a transfer's proof or signature is bad. */
  readonly cause?: Refusal;
}

/** Thrown by decoders and checks when an input breaks a rule; never for a fault of the program. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  override readonly cause: Refusal | undefined;
  readonly where: string | undefined;
  readonly offset: number | undefined;
  readonly reason: string | undefined;

  constructor(
    readonly code: RefusalCode,
    detail: RefusalDetail = {},
  ) {
    super(describe(code, detail));
    this.cause = detail.cause;
    this.where = detail.where;
    this.offset = detail.offset;
    this.reason = detail.reason;
  }

  /**
   * This refusal as the cause of one by the name of a wider rule, which keeps the place.
   * @param firstByte where the bytes that this refusal counts from stand within the wider input
   */
  under(code: RefusalCode, firstByte = 0): Refusal {
    return new Refusal(code, {
      ...(this.where === undefined ? {} : { where: this.where }),
      ...(this.offset === undefined ? {} : { offset: firstByte + this.offset }),
      cause: this,
    });
  }
}

function describe(code: RefusalCode, { where, offset, reason, cause }: RefusalDetail): string {
  const parts: string[] = [code];
  // A cause stands at the same place.
  if (cause !== undefined) parts.push(cause.code);
  if (where !== undefined) parts.push(where);
  if (reason !== undefined) parts.push(reason);
  if (cause?.reason !== undefined) parts.push(cause.reason);
  return parts.join(': ') + (offset === undefined ? '' : ` (byte ${offset})`);
}

/** What a verifier answers. */
export type Verdict =
  { readonly valid: true } | { readonly valid: false; readonly refusal: Refusal };

/** Runs `check` and turns a refusal it throws into a verdict; other errors pass through. */
export function verdictOf(check: () => void): Verdict {
  try {
    check();
    return { valid: true };
  } catch (error) {
    if (error instanceof Refusal) return { valid: false, refusal: error };
    throw error;
  }
}

/**
 * Throws unless each is a Uint8Array: a string of hexadecimal would be hashed as zeros.
 * @throws TypeError, a fault of the caller
 */
export function requireBytes(...values: readonly Uint8Array[]): void {
  for (const value of values) {
    if (!(value instanceof Uint8Array)) throw new TypeError('bytes are given as a Uint8Array');
  }
}

/** Throws unless there are exactly `expected` bytes. */
export function requireLength(actual: number, expected: number, detail: RefusalDetail = {}): void {
  if (actual === expected) return;
  const reason = `${actual} bytes in place of ${expected}`;
  throw new Refusal(actual < expected ? 'truncated' : 'trailing_bytes', { ...detail, reason });
}
