import { add, fifthPower, fr, type Fr } from './field.js';
import {
  FULL_ROUND_CONSTANTS,
  INTERNAL_DIAGONAL,
  PARTIAL_ROUND_CONSTANTS,
} from './poseidon2_constants.js';

/** A state: four cells. */
export type State = readonly Fr[];
/** A matrix, row by row. */
export type Matrix = readonly (readonly Fr[])[];

/** The external matrix E. Spec: §3.3.1. */
export const EXTERNAL_MATRIX: Matrix = [
  [5n, 7n, 1n, 3n],
  [4n, 6n, 1n, 1n],
  [1n, 3n, 5n, 7n],
  [1n, 1n, 4n, 6n],
];

/** The internal matrix I. Spec: §3.3.1. */
export const INTERNAL_MATRIX: Matrix = INTERNAL_DIAGONAL.map((diagonal, i) =>
  INTERNAL_DIAGONAL.map((_, j) => (i === j ? add(1n, diagonal) : 1n)),
);

const times = (matrix: Matrix, state: State): Fr[] =>
  matrix.map((row) => fr(row.reduce((sum, entry, i) => sum + entry * (state[i] ?? 0n), 0n)));

const fullRound = (state: State, constants: readonly Fr[]): Fr[] =>
  times(
    EXTERNAL_MATRIX,
    state.map((cell, i) => fifthPower(add(cell, constants[i] ?? 0n))),
  );

/** The permutation P. Spec: §3.3.2. */
export function permute(input: State): Fr[] {
  let state = times(EXTERNAL_MATRIX, input);
  for (const constants of FULL_ROUND_CONSTANTS.slice(0, 4)) state = fullRound(state, constants);
  for (const constant of PARTIAL_ROUND_CONSTANTS) {
    const [first = 0n, ...rest] = state;
    state = times(INTERNAL_MATRIX, [fifthPower(add(first, constant)), ...rest]);
  }
  for (const constants of FULL_ROUND_CONSTANTS.slice(4)) state = fullRound(state, constants);
  return state;
}

/** compress(a, b, c, d) = P(a, b, c, d)[0] + a. Spec: §3.3.3. */
export function compress(a: Fr, b: Fr, c: Fr, d: Fr): Fr {
  return add(permute([a, b, c, d])[0] ?? 0n, a);
}

/** tag(name): the big-endian integer of 1 to 8 ASCII characters. Spec: §2.4. */
export function tag(name: string): Fr {
  if (!/^[\x20-\x7e]{1,8}$/.test(name)) throw new RangeError(`not a domain: ${name}`);
  return [...name].reduce((value, letter) => (value << 8n) + BigInt(letter.charCodeAt(0)), 0n);
}

/** cap(D, m) = tag(D) + 2^64 · m. Spec: §3.3.4. */
export function capacity(domain: string, inputCount: number): Fr {
  return tag(domain) + (BigInt(inputCount) << 64n);
}

/** hash(D, inputs), the sponge. Spec: §3.3.4. */
export function spongeHash(domain: string, inputs: readonly Fr[]): Fr {
  if (inputs.length === 0) throw new RangeError('the sponge takes at least one input');
  let state: Fr[] = [0n, 0n, 0n, capacity(domain, inputs.length)];
  for (let first = 0; first < inputs.length; first += 3) {
    const group = inputs.slice(first, first + 3);
    state = permute(state.map((cell, i) => add(cell, group[i] ?? 0n)));
  }
  return state[0] ?? 0n;
}
