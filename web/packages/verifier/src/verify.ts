import { deriveChallenges, type Challenges, type Statement } from './challenges.js';
import { decodeHex } from './bytes.js';
import { add, fr, mul, neg, pow, powers, R, sub, type Fr } from './field.js';
import {
  G1_GENERATOR,
  G2_GENERATOR,
  g2Constant,
  multiScalarMultiply,
  pairingProductIsOne,
  type G1Point,
  type G2Point,
} from './g1.js';
import { columnCoefficients, NEXT_WIRES, PERMUTATION_SLOT, START_SLOT, WIRES } from './gates.js';
import { decodeProof, OPENED_SIGMAS, type Proof } from './proof.js';
import { Refusal, requireBytes, verdictOf, type Verdict } from './refusal.js';
import { TAU_G2_HEX } from './transfer_key.js';
import { quotientShape, type VerifyingKey } from './verifying_key.js';

const DIGEST_BYTES = 64;

let tauG2: G2Point | undefined;
/** [tau]_2, decoded once. */
const setupTau = (): G2Point => (tauG2 ??= g2Constant(decodeHex(TAU_G2_HEX)));

/** A sum of multiples of points, kept open so that one multi-scalar multiplication closes it. */
class Combination {
  readonly points: G1Point[] = [];
  readonly scalars: Fr[] = [];

  add(point: G1Point | undefined, scalar: Fr | undefined): void {
    if (point === undefined || scalar === undefined) throw new Error('a term is missing');
    this.points.push(point);
    this.scalars.push(scalar);
  }

  sum(): G1Point {
    return multiScalarMultiply(this.points, this.scalars);
  }
}

/** PI(zeta) = - sum of x_j L_row(j)(zeta). Spec: §4.4.6. */
function publicInputPolynomial(key: VerifyingKey, inputs: readonly Fr[], zeta: Fr): Fr {
  return key.publicInputRows.reduce(
    (sum, row, j) => sub(sum, mul(inputs[j] ?? 0n, key.domain.lagrange(row, zeta))),
    0n,
  );
}

/** Adds [D] to the combination and returns d. Spec: §4.7.5. */
function linearise(
  key: VerifyingKey,
  statement: Statement,
  proof: Proof,
  challenges: Challenges,
  into: Combination,
): Fr {
  const { beta, gamma, alpha, zeta } = challenges;
  const alphas = powers(alpha, START_SLOT + 1);
  const alphaPermutation = alphas[PERMUTATION_SLOT] ?? 0n;
  const start = mul(alphas[START_SLOT] ?? 0n, key.domain.lagrange(0, zeta));
  const wire = (i: number): Fr => proof.wiresAtZeta[i] ?? 0n;

  const cells = { row: proof.wiresAtZeta, next: proof.wiresAtZetaOmega };
  columnCoefficients(cells, alphas).forEach((factor, c) => into.add(key.fixedColumns[c], factor));

  const a = key.cosets.reduce(
    (product, coset, i) => mul(product, fr(wire(i) + beta * mul(coset, zeta) + gamma)),
    1n,
  );
  const b = proof.sigmasAtZeta.reduce(
    (product, sigma, i) => mul(product, fr(wire(i) + beta * sigma + gamma)),
    proof.permutationAtZetaOmega,
  );
  const alphaB = mul(alphaPermutation, b);
  into.add(proof.permutation, add(mul(alphaPermutation, a), start));
  into.add(key.sigmas[OPENED_SIGMAS], neg(mul(alphaB, beta)));

  const { chunkLength } = quotientShape(key.domain.size);
  const vanishing = key.domain.vanishing(zeta);
  proof.quotient.forEach((chunk, j) => {
    into.add(chunk, neg(mul(vanishing, pow(zeta, BigInt(j * chunkLength)))));
  });
  const inputs = publicInputPolynomial(key, statement.publicInputs, zeta);
  return sub(sub(inputs, mul(alphaB, add(wire(OPENED_SIGMAS), gamma))), start);
}

/** Adds [D] and all that is opened, less the opened values, to the combination: F. Spec: §4.9. */
function gatherOpenings(
  key: VerifyingKey,
  proof: Proof,
  challenges: Challenges,
  d: Fr,
  into: Combination,
): void {
  const { v, u } = challenges;
  const vs = powers(v, 1 + WIRES + OPENED_SIGMAS);
  const power = (i: number): Fr => vs[i] ?? 0n;
  let values = neg(d);
  proof.wires.forEach((point, i) => {
    const alsoNext = i < NEXT_WIRES ? u : 0n;
    into.add(point, mul(power(1 + i), add(1n, alsoNext)));
    values = add(values, mul(power(1 + i), proof.wiresAtZeta[i] ?? 0n));
  });
  proof.sigmasAtZeta.forEach((value, i) => {
    into.add(key.sigmas[i], power(1 + WIRES + i));
    values = add(values, mul(power(1 + WIRES + i), value));
  });
  into.add(proof.permutation, u);
  const next = proof.wiresAtZetaOmega.reduce(
    (sum, value, i) => add(sum, mul(power(1 + i), value)),
    proof.permutationAtZetaOmega,
  );
  into.add(G1_GENERATOR, neg(add(values, mul(u, next))));
}

/** e(W + u W', [tau]_2) = e(zeta W + u zeta omega W' + F, [1]_2). Spec: §4.9. */
function checkEquation(key: VerifyingKey, statement: Statement, proof: Proof): void {
  const challenges = deriveChallenges(key, statement, proof);
  const { zeta, u } = challenges;
  if (key.domain.vanishing(zeta) === 0n) throw new Refusal('challenge_in_domain');

  const right = new Combination();
  const d = linearise(key, statement, proof, challenges, right);
  gatherOpenings(key, proof, challenges, d, right);
  right.add(proof.openingAtZeta, zeta);
  right.add(proof.openingAtZetaOmega, mul(u, mul(zeta, key.domain.omega)));

  const left = new Combination();
  left.add(proof.openingAtZeta, 1n);
  left.add(proof.openingAtZetaOmega, u);

  const holds = pairingProductIsOne([
    { g1: left.sum(), g2: setupTau() },
    { g1: right.sum().negate(), g2: G2_GENERATOR },
  ]);
  if (!holds) throw new Refusal('invalid');
}

/** x and x + r would be two spellings of one statement: of one nullifier, to a caller. */
function requireCanonical(publicInputs: readonly Fr[]): void {
  publicInputs.forEach((value, j) => {
    if (value >= 0n && value < R) return;
    const where = `public input ${j}`;
    throw new Refusal('non_canonical', { where, reason: 'not a number from 0 to r - 1' });
  });
}

/**
 * Checks one proof. Spec: §4.9. Cost: about 0.2 s.
 * @throws Refusal when a public input is no element, or the proof does not decode or does not hold
 */
export function checkProof(key: VerifyingKey, statement: Statement, proof: Uint8Array): void {
  requireBytes(statement.digest, proof);
  requireCanonical(statement.publicInputs);
  if (statement.publicInputs.length !== key.publicInputRows.length) {
    throw new Refusal('wrong_public_inputs');
  }
  if (statement.digest.length !== DIGEST_BYTES) throw new Refusal('wrong_digest');
  const { chunks } = quotientShape(key.domain.size);
  checkEquation(key, statement, decodeProof(proof, chunks));
}

/** As `checkProof`, but answers with a verdict. */
export function verifyProof(key: VerifyingKey, statement: Statement, proof: Uint8Array): Verdict {
  return verdictOf(() => checkProof(key, statement, proof));
}
