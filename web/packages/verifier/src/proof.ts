import { concat } from './bytes.js';
import { decodeFr, encodeFr, FR_BYTES, type Fr } from './field.js';
import { decodeOnCurve, encodeG1, G1_BYTES, requireInSubgroup, type G1Point } from './g1.js';
import { NEXT_WIRES, ROUTED_WIRES, WIRES } from './gates.js';
import { requireLength } from './refusal.js';

/** A decoded proof: every point lies in G1 and is finite, every scalar is canonical. Spec: §4.8. */
export interface Proof {
  readonly wires: readonly G1Point[];
  readonly permutation: G1Point;
  readonly quotient: readonly G1Point[];
  readonly openingAtZeta: G1Point;
  readonly openingAtZetaOmega: G1Point;
  readonly wiresAtZeta: readonly Fr[];
  readonly wiresAtZetaOmega: readonly Fr[];
  readonly sigmasAtZeta: readonly Fr[];
  readonly permutationAtZetaOmega: Fr;
}

/** sigma_0..sigma_3 are opened; sigma_4 stays in the linearisation. */
export const OPENED_SIGMAS = ROUTED_WIRES - 1;
const SCALARS = WIRES + NEXT_WIRES + OPENED_SIGMAS + 1;

const numbered = (what: string, count: number, tail = ''): string[] =>
  Array.from({ length: count }, (_, i) => `${what} ${i}${tail}`);

/** The labels of a proof's points and scalars, in their order; the transcript's too. Spec: §4.6. */
export function proofLabels(chunks: number): {
  readonly points: string[];
  readonly scalars: string[];
} {
  return {
    points: [
      ...numbered('wire', WIRES),
      'permutation',
      ...numbered('quotient', chunks),
      'opening at zeta',
      'opening at zeta omega',
    ],
    scalars: [
      ...numbered('wire', WIRES, ' at zeta'),
      ...numbered('wire', NEXT_WIRES, ' at zeta omega'),
      ...numbered('sigma', OPENED_SIGMAS, ' at zeta'),
      'permutation at zeta omega',
    ],
  };
}

/** Bytes of a proof with so many quotient chunks. Spec: §4.8. */
export function proofBytes(chunks: number): number {
  return (WIRES + 3 + chunks) * G1_BYTES.uncompressed + SCALARS * FR_BYTES;
}

/**
 * A proof from its bytes.
 * @throws Refusal for the first that applies, in the order of Spec: §4.13, with the item's label
 */
export function decodeProof(bytes: Uint8Array, chunks: number): Proof {
  requireLength(bytes.length, proofBytes(chunks), { where: 'proof' });
  const labels = proofLabels(chunks);
  let offset = 0;
  const take = (width: number): Uint8Array => {
    offset += width;
    return bytes.subarray(offset - width, offset);
  };
  // Honest commitments are blinded: infinity is no one's accident.
  const rules = { form: 'uncompressed', infinity: 'refused' } as const;
  const points = labels.points.map((where) =>
    decodeOnCurve(take(G1_BYTES.uncompressed), rules, {
      where,
      offset: offset - G1_BYTES.uncompressed,
    }),
  );
  const scalars = labels.scalars.map((where) =>
    decodeFr(take(FR_BYTES), { where, offset: offset - FR_BYTES }),
  );
  points.forEach((point, i) => {
    requireInSubgroup(point, { where: labels.points[i] ?? '', offset: i * G1_BYTES.uncompressed });
  });
  return assemble(points, scalars, chunks);
}

function assemble(points: readonly G1Point[], scalars: readonly Fr[], chunks: number): Proof {
  const nextFirst = WIRES;
  const sigmaFirst = nextFirst + NEXT_WIRES;
  const [permutation, openingAtZeta, openingAtZetaOmega] = [
    points[WIRES],
    points[WIRES + 1 + chunks],
    points[WIRES + 2 + chunks],
  ];
  const permutationAtZetaOmega = scalars[SCALARS - 1];
  if (
    !permutation ||
    !openingAtZeta ||
    !openingAtZetaOmega ||
    permutationAtZetaOmega === undefined
  ) {
    throw new Error('a proof with items missing was decoded');
  }
  return {
    wires: points.slice(0, WIRES),
    permutation,
    quotient: points.slice(WIRES + 1, WIRES + 1 + chunks),
    openingAtZeta,
    openingAtZetaOmega,
    wiresAtZeta: scalars.slice(0, nextFirst),
    wiresAtZetaOmega: scalars.slice(nextFirst, sigmaFirst),
    sigmasAtZeta: scalars.slice(sigmaFirst, sigmaFirst + OPENED_SIGMAS),
    permutationAtZetaOmega,
  };
}

/** The proof's bytes: decodeProof(encodeProof(p)) is p, and the other way about. */
export function encodeProof(proof: Proof): Uint8Array {
  const points = [
    ...proof.wires,
    proof.permutation,
    ...proof.quotient,
    proof.openingAtZeta,
    proof.openingAtZetaOmega,
  ];
  const scalars = [
    ...proof.wiresAtZeta,
    ...proof.wiresAtZetaOmega,
    ...proof.sigmasAtZeta,
    proof.permutationAtZetaOmega,
  ];
  return concat(
    ...points.map((point) => encodeG1(point, 'uncompressed')),
    ...scalars.map(encodeFr),
  );
}
