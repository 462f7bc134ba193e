import { ristretto255 } from '@noble/curves/ed25519';
import { ByteReader } from './bytes.js';
import type { Statement } from './challenges.js';
import { decodeFr, encodeFr, fr, frFromWide, FR_BYTES, type Fr } from './field.js';
import { b256, b512 } from './hash.js';
import { decodeJubjub, JUBJUB_BYTES, type JubjubPoint } from './jubjub.js';
import {
  Refusal,
  requireBytes,
  requireLength,
  verdictOf,
  type RefusalCode,
  type Verdict,
} from './refusal.js';
import { checkSignatureUnderPoint } from './signature.js';
import { pinnedTransferKey } from './transfer_circuit.js';
import { checkProof } from './verify.js';

/** Bytes of a transfer, and of the part that its digest covers. Spec: §8.2. */
export const TRANSFER_BYTES = 3_900;
export const EFFECTING_BYTES = 1_916;

const PROOF_BYTES = 1_920;
const SIGNATURE_BYTES = 64;
const SLOTS = [0, 1, 2] as const;
const CIPHERTEXT_BYTES = 2 + 369 + 112;
const KIND_TRANSFER = 1n;
const TRANSFER_VERSION = 1n;
const CHAIN_ID_BYTES = 32;

/** One output as it travels. Spec: §6.6. */
export interface TransferOutput {
  readonly commitment: Fr;
  readonly ephemeralKey: Uint8Array;
  /** View tag, note ciphertext, outgoing ciphertext: opaque to a verifier. */
  readonly ciphertext: Uint8Array;
}

/** A transfer as it travels. Spec: §8.2. */
export interface Transfer {
  readonly expiry: bigint;
  readonly anchor: Fr;
  readonly nullifiers: readonly Fr[];
  readonly spendKey: JubjubPoint;
  readonly spendKeyBytes: Uint8Array;
  readonly policyId: number;
  readonly ruleId: number;
  /** What leaves the pool; negative when it enters. */
  readonly publicValue: bigint;
  readonly publicAsset: Fr;
  readonly fee: bigint;
  readonly feeAsset: Fr;
  readonly outputs: readonly TransferOutput[];
  readonly proof: Uint8Array;
  readonly signature: Uint8Array;
  /** All bytes, and the first of them that the digest covers. */
  readonly bytes: Uint8Array;
  readonly effecting: Uint8Array;
}

/** Reads fields; whatever does not decode makes the transfer `malformed`. */
class TransferReader {
  readonly #reader: ByteReader;

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes);
  }

  bytes(count: number, where: string): Uint8Array {
    return this.#reader.take(count, where);
  }

  integer(width: number, where: string): bigint {
    return this.#reader.integer(width, where);
  }

  fr(where: string): Fr {
    const { offset } = this.#reader;
    return decodeFr(this.bytes(FR_BYTES, where), { where, offset });
  }

  /** A point of any order, and its encoding. */
  jubjub(where: string): { readonly point: JubjubPoint; readonly bytes: Uint8Array } {
    const { offset } = this.#reader;
    const bytes = this.bytes(JUBJUB_BYTES, where);
    return { point: decodeJubjub(bytes, { where, offset }), bytes };
  }

  /** `u8` that must have one value. */
  expect(value: bigint, where: string): void {
    const { offset } = this.#reader;
    if (this.integer(1, where) !== value) throw new Refusal('malformed', { where, offset });
  }

  /** Sign and magnitude. A zero that enters would be a second zero. */
  publicValue(): bigint {
    const { offset } = this.#reader;
    const sign = this.integer(1, 'v_pub sign');
    const magnitude = this.integer(16, 'v_pub magnitude');
    if (sign > 1n || (sign === 1n && magnitude === 0n)) {
      throw new Refusal('malformed', { where: 'v_pub', offset });
    }
    return sign === 1n ? -magnitude : magnitude;
  }

  /** A ristretto255 point that is canonical and not the identity. Spec: §2.2. */
  ephemeralKey(where: string): Uint8Array {
    const { offset } = this.#reader;
    const bytes = this.bytes(32, where);
    let isIdentity: boolean;
    try {
      isIdentity = ristretto255.Point.fromBytes(bytes).equals(ristretto255.Point.ZERO);
    } catch {
      throw new Refusal('non_canonical', { where, offset });
    }
    if (isIdentity) throw new Refusal('identity', { where, offset });
    return bytes;
  }

  output(slot: number): TransferOutput {
    return {
      commitment: this.fr(`commitment ${slot}`),
      ephemeralKey: this.ephemeralKey(`ephemeral key ${slot}`),
      ciphertext: this.bytes(CIPHERTEXT_BYTES, `ciphertext ${slot}`),
    };
  }
}

function readTransfer(bytes: Uint8Array): Transfer {
  requireLength(bytes.length, TRANSFER_BYTES, { where: 'transfer' });
  const reader = new TransferReader(bytes);
  reader.expect(KIND_TRANSFER, 'kind');
  reader.expect(TRANSFER_VERSION, 'version');
  const expiry = reader.integer(8, 'expiry');
  const anchor = reader.fr('anchor');
  const nullifiers = SLOTS.map((slot) => reader.fr(`nullifier ${slot}`));
  const { point: spendKey, bytes: spendKeyBytes } = reader.jubjub('rk');
  const policyId = Number(reader.integer(4, 'policy id'));
  const ruleId = Number(reader.integer(4, 'rule id'));
  const publicValue = reader.publicValue();
  const publicAsset = reader.fr('asset_pub');
  const fee = reader.integer(16, 'fee');
  const feeAsset = reader.fr('fee asset');
  const outputs = SLOTS.map((slot) => reader.output(slot));
  const proof = reader.bytes(PROOF_BYTES, 'proof');
  const signature = reader.bytes(SIGNATURE_BYTES, 'signature');
  const effecting = bytes.subarray(0, EFFECTING_BYTES);
  return {
    expiry,
    anchor,
    nullifiers,
    spendKey,
    spendKeyBytes,
    policyId,
    ruleId,
    publicValue,
    publicAsset,
    fee,
    feeAsset,
    outputs,
    proof,
    signature,
    bytes,
    effecting,
  };
}

/**
 * Runs `check`; a refusal it throws becomes the cause of one with the name given.
 * @param firstByte of the transfer, for what `check` reads
 */
function under<T>(code: RefusalCode, firstByte: number, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof Refusal && error.code !== code) throw error.under(code, firstByte);
    throw error;
  }
}

/**
 * A transfer from its 3,900 bytes. Proof and signature are not looked at.
 * @throws Refusal `malformed`, with its cause. Spec: §8.2
 */
export function decodeTransfer(bytes: Uint8Array): Transfer {
  requireBytes(bytes);
  return under('malformed', 0, () => readTransfer(bytes));
}

function requireChainId(chainId: Uint8Array): void {
  requireBytes(chainId);
  if (chainId.length !== CHAIN_ID_BYTES) throw new RangeError('a chain id has 32 bytes');
}

/**
 * txid, witness id and digest. Spec: §8.4.
 * @throws RangeError when the chain id has not 32 bytes
 */
export function transferIds(
  chainId: Uint8Array,
  transfer: Transfer,
): { readonly txid: Uint8Array; readonly witnessId: Uint8Array; readonly digest: Uint8Array } {
  requireChainId(chainId);
  return {
    txid: b256('Tacit_TxId', chainId, transfer.effecting),
    witnessId: b256('Tacit_WitnessId', transfer.bytes),
    digest: b512('Tacit_TxDigest', chainId, transfer.effecting),
  };
}

/** rho_base, from which the outputs' rho follow. Spec: §6.3. */
export function rhoBase(nullifiers: readonly Fr[]): Fr {
  return frFromWide(b512('Tacit_RhoBase', ...nullifiers.map(encodeFr)));
}

/** The 16 public inputs of a transfer's proof. Spec: §8.6. */
export function transferPublicInputs(transfer: Transfer): Fr[] {
  const { x, y } = transfer.spendKey.toAffine();
  return [
    transfer.anchor,
    ...transfer.nullifiers,
    ...transfer.outputs.map(({ commitment }) => commitment),
    rhoBase(transfer.nullifiers),
    x,
    y,
    BigInt(transfer.policyId),
    BigInt(transfer.ruleId),
    fr(transfer.publicValue),
    transfer.publicAsset,
    transfer.fee,
    transfer.feeAsset,
  ];
}

const hasDuplicate = (values: readonly Fr[]): boolean => new Set(values).size !== values.length;

/** Rules 2 to 11 of Spec: §8.5. */
function checkFields(transfer: Transfer): void {
  const { publicValue, publicAsset, nullifiers } = transfer;
  const commitments = transfer.outputs.map(({ commitment }) => commitment);
  const rules: readonly (readonly [RefusalCode, boolean])[] = [
    ['policy_not_registered', transfer.policyId !== 0],
    ['rule_not_registered', transfer.ruleId !== 0],
    ['public_leg_entering', publicValue < 0n],
    ['public_asset_missing', publicValue !== 0n && publicAsset === 0n],
    ['public_asset_without_value', publicValue === 0n && publicAsset !== 0n],
    ['fee_asset_missing', transfer.feeAsset === 0n],
    ['duplicate_nullifier', hasDuplicate(nullifiers)],
    ['duplicate_commitment', hasDuplicate(commitments)],
    ['zero_commitment', commitments.includes(0n)],
    ['spend_key_small_order', transfer.spendKey.hasSmallOrder()],
  ];
  for (const [code, isBroken] of rules) if (isBroken) throw new Refusal(code);
}

/**
 * Checks a transfer from first byte to last, as far as that needs no state: whether its anchor is
 * one of the chain's, its nullifiers are unspent and its expiry has not passed is for a ledger to
 * say. Cost: about 0.2 s.
 * @throws Refusal for the first rule of Spec: §8.5 that it breaks
 */
export function checkTransfer(chainId: Uint8Array, bytes: Uint8Array): void {
  requireChainId(chainId);
  const transfer = decodeTransfer(bytes);
  checkFields(transfer);
  const { digest } = transferIds(chainId, transfer);
  under('bad_spend_signature', EFFECTING_BYTES + PROOF_BYTES, () => {
    checkSignatureUnderPoint(transfer.spendKey, transfer.spendKeyBytes, digest, transfer.signature);
  });
  const statement: Statement = { publicInputs: transferPublicInputs(transfer), digest };
  under('bad_proof', EFFECTING_BYTES, () => {
    checkProof(pinnedTransferKey(), statement, transfer.proof);
  });
}

/** As `checkTransfer`, but answers with a verdict. */
export function verifyTransfer(chainId: Uint8Array, bytes: Uint8Array): Verdict {
  return verdictOf(() => {
    checkTransfer(chainId, bytes);
  });
}
