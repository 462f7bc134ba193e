import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, decodeHex, encodeHex, encodeLittleEndian } from './bytes.js';
import { encodeFr, R } from './field.js';
import { b512 } from './hash.js';
import { JUBJUB_GENERATOR, JUBJUB_ORDER, JubjubPoint, jubjubScalarFromWide } from './jubjub.js';
import { Refusal, type RefusalCode } from './refusal.js';
import { SIGNATURE_PERSONALISATION } from './signature.js';
import { assertRefused, outcome } from './testing/refusals.js';
import { frOf, loadVectors } from './testing/vectors.js';
import {
  checkTransfer,
  decodeTransfer,
  EFFECTING_BYTES,
  rhoBase,
  transferIds,
  transferPublicInputs,
  verifyTransfer,
} from './transfer.js';

interface TxVectors {
  readonly transfer: {
    readonly chain: string;
    readonly bytes: string;
    readonly txid: string;
    readonly witness_id: string;
    readonly digest: string;
    readonly public_inputs: readonly string[];
  };
}
interface NoteVectors {
  readonly rho: { readonly nullifiers: readonly string[]; readonly rho_base: string };
}
const { transfer } = loadVectors<TxVectors>('tx.json');
const CHAIN = decodeHex(transfer.chain);
const BYTES = decodeHex(transfer.bytes);
const AT = {
  version: 1,
  anchor: 10,
  nullifiers: 42,
  rk: 138,
  policy: 170,
  rule: 174,
  sign: 178,
  magnitude: 179,
  publicAsset: 195,
  fee: 227,
  feeAsset: 243,
  outputs: 275,
  proof: 1_916,
  signature: 3_836,
} as const;
const OUTPUT = 547;

function changed(
  ...changes: readonly (readonly [at: number, bytes: Uint8Array | readonly number[]])[]
): Uint8Array {
  const bytes = Uint8Array.from(BYTES);
  for (const [at, value] of changes) bytes.set(value, at);
  return bytes;
}

/** Plain money, no public leg: nothing to refuse before the signature. */
const none = new Uint8Array(32);
const plain: readonly (readonly [number, Uint8Array])[] = [
  [AT.sign, Uint8Array.of(0)],
  [AT.magnitude, new Uint8Array(16)],
  [AT.publicAsset, none],
  [AT.policy, new Uint8Array(4)],
  [AT.rule, new Uint8Array(4)],
];

/** The bytes signed by a key of our own: whatever is refused then is not the signature. */
function signed(bytes: Uint8Array): Uint8Array {
  const secret = 123_456_789n;
  const key = JUBJUB_GENERATOR.multiply(secret).encode();
  const out = Uint8Array.from(bytes);
  out.set(key, AT.rk);
  const digest = b512('Tacit_TxDigest', CHAIN, out.subarray(0, EFFECTING_BYTES));
  const r = JUBJUB_GENERATOR.multiply(55n).encode();
  const c = jubjubScalarFromWide(b512(SIGNATURE_PERSONALISATION, r, key, digest));
  out.set(concat(r, encodeLittleEndian((55n + c * secret) % JUBJUB_ORDER, 32)), AT.signature);
  return out;
}

test('ids, digest and public inputs are those of vectors/tx.json', () => {
  const decoded = decodeTransfer(BYTES);
  const ids = transferIds(CHAIN, decoded);
  assert.equal(encodeHex(ids.txid), transfer.txid);
  assert.equal(encodeHex(ids.witnessId), transfer.witness_id);
  assert.equal(encodeHex(ids.digest), transfer.digest);
  assert.deepEqual(transferPublicInputs(decoded), transfer.public_inputs.map(frOf));
});

test('rho_base is that of vectors/notes.json', () => {
  const { rho } = loadVectors<NoteVectors>('notes.json');
  assert.equal(rhoBase(rho.nullifiers.map(frOf)), frOf(rho.rho_base));
});

test('whatever does not decode is malformed, with the cause', () => {
  const r = Uint8Array.from(decodeHex(R.toString(16))).reverse();
  const cases: readonly [string, Uint8Array, RefusalCode | undefined][] = [
    ['short', BYTES.subarray(1), 'truncated'],
    ['long', concat(BYTES, Uint8Array.of(0)), 'trailing_bytes'],
    ['an issue', changed([0, [2]]), undefined],
    ['another version', changed([AT.version, [2]]), undefined],
    ['anchor', changed([AT.anchor, r]), 'non_canonical'],
    ['nullifier', changed([AT.nullifiers + 64, r]), 'non_canonical'],
    ['rk', changed([AT.rk, new Uint8Array(32).fill(255)]), 'non_canonical'],
    ['sign of 2', changed([AT.sign, [2]]), undefined],
    ['second zero', changed([AT.sign, [1]], [AT.magnitude, new Uint8Array(16)]), undefined],
    ['asset_pub', changed([AT.publicAsset, r]), 'non_canonical'],
    ['fee asset', changed([AT.feeAsset, r]), 'non_canonical'],
    ['commitment', changed([AT.outputs + OUTPUT, r]), 'non_canonical'],
    [
      'epk not canonical',
      changed([AT.outputs + 32, new Uint8Array(32).fill(255)]),
      'non_canonical',
    ],
    ['epk identity', changed([AT.outputs + 2 * OUTPUT + 32, new Uint8Array(32)]), 'identity'],
  ];
  for (const [name, bytes, cause] of cases) {
    const refusal = assertRefused(() => decodeTransfer(bytes), 'malformed', name);
    const beneath = refusal.cause instanceof Refusal ? refusal.cause.code : undefined;
    assert.equal(beneath, cause, name);
  }
});

test('each rule without state is broken alone and refused by its name', () => {
  const nullifier = BYTES.slice(AT.nullifiers, AT.nullifiers + 32);
  const commitment = BYTES.slice(AT.outputs, AT.outputs + 32);
  const one = Uint8Array.of(1);
  const cases: readonly [RefusalCode, Uint8Array][] = [
    ['policy_not_registered', changed(...plain, [AT.policy, one])],
    ['rule_not_registered', changed(...plain, [AT.rule, one])],
    [
      'public_leg_entering',
      changed(...plain, [AT.sign, one], [AT.magnitude, one], [AT.publicAsset, encodeFr(9n)]),
    ],
    ['public_asset_missing', changed(...plain, [AT.magnitude, one])],
    ['public_asset_without_value', changed(...plain, [AT.publicAsset, encodeFr(9n)])],
    ['fee_asset_missing', changed(...plain, [AT.feeAsset, none])],
    ['duplicate_nullifier', changed(...plain, [AT.nullifiers + 64, nullifier])],
    ['duplicate_commitment', changed(...plain, [AT.outputs + 2 * OUTPUT, commitment])],
    ['zero_commitment', changed(...plain, [AT.outputs + OUTPUT, none])],
    ['spend_key_small_order', changed(...plain, [AT.rk, JubjubPoint.IDENTITY.encode()])],
    ['bad_spend_signature', changed(...plain)],
    ['bad_proof', signed(changed(...plain))],
  ];
  for (const [code, bytes] of cases) assert.equal(outcome(verifyTransfer(CHAIN, bytes)), code);
});

interface JubjubVectors {
  readonly small_order: readonly {
    readonly order: number;
    readonly point: { readonly compressed: string };
  }[];
}

test('anyone could sign under a spend key of small order: each of the eight is refused', () => {
  const { small_order: points } = loadVectors<JubjubVectors>('jubjub.json');
  assert.deepEqual(points.map(({ order }) => order).sort(), [1, 2, 4, 4, 8, 8, 8, 8]);
  for (const { order, point } of points) {
    const bytes = changed(...plain, [AT.rk, decodeHex(point.compressed)]);
    assert.equal(outcome(verifyTransfer(CHAIN, bytes)), 'spend_key_small_order', `order ${order}`);
  }
});

interface TransferVectors {
  readonly chain: string;
  readonly transfers: readonly { readonly txid: string; readonly bytes: string }[];
}

test('a refusal names the place within the transfer, and what is beneath it', () => {
  const refusalOf = (chainId: Uint8Array, bytes: Uint8Array): Refusal => {
    const verdict = verifyTransfer(chainId, bytes);
    assert.ok(!verdict.valid);
    return verdict.refusal;
  };
  const badKey = refusalOf(CHAIN, changed([AT.rk, new Uint8Array(32).fill(255)]));
  assert.deepEqual([badKey.where, badKey.offset], ['rk', AT.rk]);
  const { chain, transfers } = loadVectors<TransferVectors>('transfers.json');
  const proven = decodeHex(transfers[0]?.bytes ?? '');
  proven.set(new Uint8Array(32).fill(255), AT.proof + 14 * 96);
  const badProof = refusalOf(decodeHex(chain), proven);
  assert.deepEqual(
    [badProof.code, badProof.cause?.code, badProof.where, badProof.offset],
    ['bad_proof', 'non_canonical', 'wire 0 at zeta', AT.proof + 14 * 96],
  );
  assert.equal(
    badProof.message,
    `bad_proof: non_canonical: wire 0 at zeta: at or above r (byte ${AT.proof + 14 * 96})`,
  );
});

test('transfers that a chain has settled hold; each of their parts changed does not', () => {
  const { chain, transfers } = loadVectors<TransferVectors>('transfers.json');
  const chainId = decodeHex(chain);
  assert.ok(transfers.length > 0);
  for (const { txid, bytes } of transfers) {
    const whole = decodeHex(bytes);
    assert.equal(encodeHex(transferIds(chainId, decodeTransfer(whole)).txid), txid);
    assert.equal(outcome(verifyTransfer(chainId, whole)), 'valid');
    const flipped = (at: number): string => {
      const changedBytes = Uint8Array.from(whole);
      changedBytes[at] = (changedBytes[at] ?? 0) ^ 1;
      return outcome(verifyTransfer(chainId, changedBytes));
    };
    assert.equal(flipped(2), 'bad_spend_signature', 'expiry');
    assert.equal(flipped(AT.outputs + OUTPUT + 100), 'bad_spend_signature', 'ciphertext');
    assert.equal(flipped(AT.signature + 32), 'bad_spend_signature', 'signature');
    assert.equal(flipped(AT.proof + 1_400), 'bad_proof', 'proof');
    const otherProof = Uint8Array.from(whole);
    otherProof.set(
      decodeHex(transfers.find((other) => other.txid !== txid)?.bytes ?? '').subarray(
        AT.proof,
        AT.signature,
      ),
      AT.proof,
    );
    assert.equal(outcome(verifyTransfer(chainId, otherProof)), 'bad_proof', 'another proof');
  }
});

test('a signature does not carry to another chain', () => {
  const bytes = signed(changed(...plain));
  const other = Uint8Array.from(CHAIN);
  other[0] = (other[0] ?? 0) ^ 1;
  assert.equal(outcome(verifyTransfer(CHAIN, bytes)), 'bad_proof');
  assert.equal(outcome(verifyTransfer(other, bytes)), 'bad_spend_signature');
});

test('a chain id of another length is a fault of the caller, whatever the transfer', () => {
  for (const bytes of [changed(...plain), new Uint8Array(3)]) {
    assert.throws(() => {
      checkTransfer(new Uint8Array(31), bytes);
    }, RangeError);
  }
});

test('what is not bytes is a fault of the caller', () => {
  const text = 'ab'.repeat(32) as unknown as Uint8Array;
  const clamped = new Uint8ClampedArray(BYTES) as unknown as Uint8Array;
  for (const call of [
    () => verifyTransfer(text, BYTES),
    () => verifyTransfer(CHAIN, text),
    () => verifyTransfer(CHAIN, clamped),
    () => decodeTransfer(text),
  ]) {
    assert.throws(call, TypeError);
  }
});
