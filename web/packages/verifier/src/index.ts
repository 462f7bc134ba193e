/**
 * Verifies Tacit's proofs and transfers, written from the specification apart from the node.
 * @packageDocumentation
 */
export { decodeHex, encodeHex } from './bytes.js';
export {
  deriveChallenges,
  PROTOCOL_VERSION,
  type Challenges,
  type Statement,
} from './challenges.js';
export { decodeFr, encodeFr, R, type Fr } from './field.js';
export { decodeProof, encodeProof, proofBytes, proofLabels, type Proof } from './proof.js';
export {
  checkProofFile,
  decodeProofFile,
  PROOF_FILE_BYTES_MAX,
  verifyProofFile,
  type ProofFile,
} from './proof_file.js';
export { Refusal, type RefusalCode, type RefusalDetail, type Verdict } from './refusal.js';
export { checkSignature, verifySignature } from './signature.js';
export {
  checkTransfer,
  decodeTransfer,
  EFFECTING_BYTES,
  transferIds,
  transferPublicInputs,
  TRANSFER_BYTES,
  verifyTransfer,
  type Transfer,
  type TransferOutput,
} from './transfer.js';
export {
  transferKey,
  TRANSFER_CIRCUIT_NAME,
  TRANSFER_CIRCUIT_VERSION,
} from './transfer_circuit.js';
export { checkProof, verifyProof } from './verify.js';
export { decodeVerifyingKey, type VerifyingKey } from './verifying_key.js';
