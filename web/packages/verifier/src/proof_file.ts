import { decodeBigEndian, decodeHex } from './bytes.js';
import { R, type Fr } from './field.js';
import { parseJson, type JsonObject, type JsonValue } from './json.js';
import { Refusal, requireBytes, verdictOf, type Verdict } from './refusal.js';
import {
  pinnedTransferKey,
  TRANSFER_CIRCUIT_NAME,
  TRANSFER_CIRCUIT_VERSION,
} from './transfer_circuit.js';
import { checkProof } from './verify.js';

/** A proof outside a transaction. Spec: §4.13. */
export interface ProofFile {
  readonly publicInputs: readonly Fr[];
  readonly digest: Uint8Array;
  readonly proof: Uint8Array;
}

/** The largest file that is read. Spec: §4.13. */
export const PROOF_FILE_BYTES_MAX = 2 ** 20;

const MEMBERS = ['circuit', 'version', 'public_inputs', 'digest', 'proof'] as const;
const BOUNDS = { depth: 2, values: 4096 };
const DIGEST_BYTES = 64;

const badMember = (where: string, reason: string): Refusal =>
  new Refusal('bad_member', { where, reason });

function membersOf(value: JsonValue): JsonObject {
  if (!(value instanceof Map)) throw badMember('file', 'not an object');
  const object = value as JsonObject;
  for (const name of MEMBERS) if (!object.has(name)) throw badMember(name, 'missing');
  // A member that is not read would let one proof have many files.
  for (const name of object.keys()) {
    if (!(MEMBERS as readonly string[]).includes(name))
      throw badMember('file', 'a member that does not belong there');
  }
  return object;
}

function textOf(value: JsonValue | undefined, where: string): string {
  if (typeof value !== 'string') throw badMember(where, 'not a string');
  return value;
}

/** The number's text, where it is an integer without sign, point or exponent. */
function integerText(value: JsonValue | undefined, where: string): string {
  const text = value !== null && typeof value === 'object' && 'text' in value ? value.text : '';
  if (!/^[0-9]+$/.test(text)) throw badMember(where, 'not a whole number');
  return text;
}

/** `0x` and 64 digits, the highest first. */
function decodeInput(text: string, where: string): Fr {
  if (!/^0x[0-9a-f]{64}$/.test(text))
    throw new Refusal('bad_text', { where, reason: 'not 0x and 64 digits' });
  const value = decodeBigEndian(decodeHex(text.slice(2)));
  if (value >= R) throw new Refusal('non_canonical', { where, reason: 'at or above r' });
  return value;
}

/**
 * A proof file from its bytes; the proof inside is not looked at.
 * @throws Refusal for the first that applies, in the order of Spec: §4.13
 */
export function decodeProofFile(bytes: Uint8Array): ProofFile {
  requireBytes(bytes);
  if (bytes.length > PROOF_FILE_BYTES_MAX)
    throw new Refusal('bad_json', { reason: 'more than 2^20 bytes' });
  const members = membersOf(parseJson(bytes, BOUNDS));
  const circuit = textOf(members.get('circuit'), 'circuit');
  const digestText = textOf(members.get('digest'), 'digest');
  const proofText = textOf(members.get('proof'), 'proof');
  const version = integerText(members.get('version'), 'version');
  const inputs = members.get('public_inputs');
  if (!Array.isArray(inputs)) throw badMember('public_inputs', 'not an array');
  const inputTexts = inputs.map((item: JsonValue) => textOf(item, 'public_inputs'));

  if (circuit !== TRANSFER_CIRCUIT_NAME) throw new Refusal('unknown_circuit');
  if (version !== String(TRANSFER_CIRCUIT_VERSION)) throw new Refusal('unknown_version');
  const publicInputs = inputTexts.map((text, j) => decodeInput(text, `public input ${j}`));
  const digest = decodeHex(digestText, { where: 'digest' });
  if (digest.length !== DIGEST_BYTES)
    throw new Refusal('bad_text', { where: 'digest', reason: 'not 128 digits' });
  const proof = decodeHex(proofText, { where: 'proof' });
  return { publicInputs, digest, proof };
}

/**
 * Checks a proof file from first byte to last.
 * @throws Refusal for the first that applies, in the order of Spec: §4.13
 */
export function checkProofFile(bytes: Uint8Array): void {
  const file = decodeProofFile(bytes);
  const statement = { publicInputs: file.publicInputs, digest: file.digest };
  checkProof(pinnedTransferKey(), statement, file.proof);
}

/** As `checkProofFile`, but answers with a verdict. */
export function verifyProofFile(bytes: Uint8Array): Verdict {
  return verdictOf(() => {
    checkProofFile(bytes);
  });
}
