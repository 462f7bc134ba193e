import type { Fr } from './field.js';
import type { Proof } from './proof.js';
import { Transcript } from './transcript.js';
import type { VerifyingKey } from './verifying_key.js';

/** The version of the proof system that Spec: §4 describes. */
export const PROTOCOL_VERSION = 1;

/** What a proof is about. */
export interface Statement {
  readonly publicInputs: readonly Fr[];
  /** The 64-byte digest of the transaction that the proof belongs to. Spec: §8.4. */
  readonly digest: Uint8Array;
}

/** The six challenges. Spec: §4.6. */
export interface Challenges {
  readonly beta: Fr;
  readonly gamma: Fr;
  readonly alpha: Fr;
  readonly zeta: Fr;
  readonly v: Fr;
  readonly u: Fr;
}

/** Replays the transcript of a proof: items and challenges in the order of Spec: §4.6. */
export function deriveChallenges(
  key: VerifyingKey,
  statement: Statement,
  proof: Proof,
): Challenges {
  const transcript = new Transcript();
  transcript.integer('protocol version', PROTOCOL_VERSION);
  transcript.integer('circuit', key.circuit);
  transcript.integer('circuit version', key.version);
  transcript.bytes('verifying key', key.digest);
  for (const input of statement.publicInputs) transcript.scalar('public input', input);
  transcript.bytes('transaction digest', statement.digest);

  proof.wires.forEach((point, i) => transcript.point(`wire ${i}`, point));
  const beta = transcript.challenge('beta');
  const gamma = transcript.challenge('gamma');

  transcript.point('permutation', proof.permutation);
  const alpha = transcript.challenge('alpha');

  proof.quotient.forEach((point, i) => transcript.point(`quotient ${i}`, point));
  const zeta = transcript.challenge('zeta');

  proof.wiresAtZeta.forEach((value, i) => transcript.scalar(`wire ${i} at zeta`, value));
  proof.wiresAtZetaOmega.forEach((value, i) => transcript.scalar(`wire ${i} at zeta omega`, value));
  proof.sigmasAtZeta.forEach((value, i) => transcript.scalar(`sigma ${i} at zeta`, value));
  transcript.scalar('permutation at zeta omega', proof.permutationAtZetaOmega);
  const v = transcript.challenge('v');

  transcript.point('opening at zeta', proof.openingAtZeta);
  transcript.point('opening at zeta omega', proof.openingAtZetaOmega);
  const u = transcript.challenge('u');
  return { beta, gamma, alpha, zeta, v, u };
}
