import { add, fifthPower, fr, mul, square, sub, type Fr } from './field.js';
import { JUBJUB_D } from './jubjub.js';
import { EXTERNAL_MATRIX } from './poseidon2.js';
import { FULL_ROUND_CONSTANTS } from './poseidon2_constants.js';
import { POSEIDON2_GATES, poseidon2Rows, type GateConstraint } from './poseidon2_gates.js';

/** Columns that every circuit has. Spec: §4.1.2. */
export const FIXED_COLUMNS = 33;
/** Wires, and those of them that take part in copy constraints. Spec: §4.1.1. */
export const WIRES = 9;
export const ROUTED_WIRES = 5;
/** Wires that a gate also reads on the next row. */
export const NEXT_WIRES = 4;
/** The slot of MEMBER, and those of the permutation argument. Spec: §4.2, §4.7.3. */
export const MEMBER_SLOT = 9;
export const PERMUTATION_SLOT = 10;
export const START_SLOT = 11;

/** The cells that a gate reads: w0..w8 of its row and w0'..w3' of the next. */
export interface GateCells {
  readonly row: readonly Fr[];
  readonly next: readonly Fr[];
}

const cell = (cells: readonly Fr[], i: number): Fr => {
  const value = cells[i];
  if (value === undefined) throw new RangeError(`no cell ${i}`);
  return value;
};

const POSEIDON2_CONSTRAINTS: readonly (readonly GateConstraint[])[] = (() => {
  const rows = poseidon2Rows();
  return POSEIDON2_GATES.map((gate) => rows.find((row) => row.gate === gate)?.constraints ?? []);
})();

/** s_j of the row IN. Spec: §4.3.1. */
function firstRoundOutputs(row: readonly Fr[]): Fr[] {
  return EXTERNAL_MATRIX.map((entries, j) => {
    const sum = entries.reduce((total, entry, l) => total + entry * cell(row, 1 + l), 0n);
    return fifthPower(fr(sum + (FULL_ROUND_CONSTANTS[0]?.[j] ?? 0n)));
  });
}

/** The factors of the six Poseidon2 selectors, one array of slot values for each. */
function poseidon2Slots({ row, next }: GateCells): Fr[][] {
  const window = [...row.slice(0, WIRES), ...next.slice(0, NEXT_WIRES)];
  const fifths = window.map(fifthPower);
  const s = firstRoundOutputs(row);
  const value = ({ target, linear, fifth, s: sTerms }: GateConstraint): Fr => {
    let sum = cell(window, target);
    for (const { place, factor } of linear) sum -= factor * cell(window, place);
    for (const { place, factor } of fifth) sum -= factor * cell(fifths, place);
    for (const { place, factor } of sTerms) sum -= factor * cell(s, place);
    return fr(sum);
  };
  return POSEIDON2_CONSTRAINTS.map((constraints) => constraints.map(value));
}

/** (w0 - w1)(w0 - w2)(w0 - w3)(w0 - w4). Spec: §4.3.2. */
function member(row: readonly Fr[]): Fr {
  return [1, 2, 3, 4].reduce((product, i) => mul(product, sub(cell(row, 0), cell(row, i))), 1n);
}

/** The factors of m2, m3, l1, l2, l3, l4. Spec: §4.3.3. */
function arithmetic(row: readonly Fr[]): Fr[] {
  const w = (i: number): Fr => cell(row, i);
  return [mul(w(1), w(2)), mul(w(1), w(3)), w(1), w(2), w(3), w(4)];
}

/**
 * d(x, y) = t(t-1)(t-2)(t-3), t = y - 4x: 0 exactly when y appends a base-4 digit. Spec: §4.3.4.
 */
function digitStep(x: Fr, y: Fr): Fr {
  const t = sub(y, mul(4n, x));
  return [0n, 1n, 2n, 3n].reduce((product, digit) => mul(product, sub(t, digit)), 1n);
}

/** The values that FIXED_BASE multiplies, slots 0..5. Spec: §4.3.5. */
function fixedBase({ row, next }: GateCells): Fr[] {
  const [x, y, tx, ty, s] = [0, 1, 2, 3, 4].map((i) => cell(row, i)) as [Fr, Fr, Fr, Fr, Fr];
  const k = mul(JUBJUB_D, mul(mul(x, y), mul(tx, ty)));
  const onCurve = (a: Fr, b: Fr): Fr => {
    const [aa, bb] = [square(a), square(b)];
    return sub(sub(bb, aa), add(1n, mul(JUBJUB_D, mul(aa, bb))));
  };
  return [
    sub(square(s), s),
    square(square(ty)),
    onCurve(tx, ty),
    onCurve(x, y),
    sub(mul(cell(next, 0), add(1n, k)), add(mul(x, ty), mul(y, tx))),
    sub(mul(cell(next, 1), sub(1n, k)), add(mul(y, ty), mul(x, tx))),
  ];
}

/**
 * coefficient(c) for each of the 33 fixed columns: its factor in the sum over slots e of alpha^e ·
 * slot_e, at the opened cells. `alpha` holds the powers of alpha. Spec: §4.2, §4.3, §4.7.5.
 */
export function columnCoefficients(cells: GateCells, alpha: readonly Fr[]): Fr[] {
  const { row, next } = cells;
  const power = (slot: number): Fr => cell(alpha, slot);
  const inSlots = (values: readonly Fr[], first = 0): Fr =>
    fr(values.reduce((sum, value, e) => sum + power(first + e) * value, 0n));

  const rangeSteps = [0, 1, 2, 3, 4, 5, 6, 7].map((j) => digitStep(cell(row, j), cell(row, j + 1)));
  const [ty, s] = [cell(row, 3), cell(row, 4)];
  const tyPowers = [1n, ty, square(ty), mul(square(ty), ty)];
  const tables = tyPowers.map((value) => mul(power(1), value));

  const coefficients = [
    ...poseidon2Slots(cells).map((values) => inSlots(values)),
    inSlots([member(row)], MEMBER_SLOT),
    ...arithmetic(row).map((value) => mul(power(0), value)),
    inSlots(rangeSteps),
    inSlots([digitStep(cell(row, 8), cell(next, 0))], 8),
    inSlots(fixedBase(cells)),
    ...tables,
    ...tables.map((value) => mul(s, value)),
    ...alpha.slice(0, 9),
  ];
  if (coefficients.length !== FIXED_COLUMNS) throw new Error('a column has no coefficient');
  return coefficients;
}

/** The value of each slot, 0..8 and MEMBER's, on one row of a table. Spec: §4.2. */
export function slotValues(cells: GateCells, fixed: readonly Fr[]): Fr[] {
  return Array.from({ length: MEMBER_SLOT + 1 }, (_, slot) => {
    const only = Array.from({ length: MEMBER_SLOT + 1 }, (_, e) => (e === slot ? 1n : 0n));
    const factors = columnCoefficients(cells, only);
    return fr(factors.reduce((sum, factor, c) => sum + factor * cell(fixed, c), 0n));
  });
}
