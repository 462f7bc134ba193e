import { add, inverse, mul, neg, sub, type Fr } from './field.js';
import { EXTERNAL_MATRIX, INTERNAL_MATRIX, type Matrix } from './poseidon2.js';
import { FULL_ROUND_CONSTANTS, PARTIAL_ROUND_CONSTANTS } from './poseidon2_constants.js';

/** The gates of a permutation, in the order of their selectors. Spec: §4.1.2. */
export const POSEIDON2_GATES = ['IN', 'MID', 'PARTIAL', 'EXIT', 'BACK', 'OUT'] as const;
export type Poseidon2Gate = (typeof POSEIDON2_GATES)[number];

/** A coefficient and the place it belongs to: cells 0..8 are w0..w8, 9..12 are w0'..w3'. */
export interface Term {
  readonly place: number;
  readonly factor: Fr;
}

/** target - linear - fifth powers - s terms - constant = 0. Spec: §4.3.1. */
export interface GateConstraint {
  readonly target: number;
  readonly linear: readonly Term[];
  readonly fifth: readonly Term[];
  readonly s: readonly Term[];
  readonly constant: Fr;
}

/** One of the ten rows of a permutation. */
export interface GateRow {
  readonly gate: Poseidon2Gate;
  readonly constraints: readonly GateConstraint[];
}

const PLACES = 13;

/** The rows as Spec: §4.3.1 draws them. `x` takes no part; `i0`..`i3` stand in s only. */
const ROW_CELLS: readonly { readonly gate: Poseidon2Gate; readonly cells: readonly string[] }[] = [
  { gate: 'IN', cells: ['x', 'i0', 'i1', 'i2', 'i3', ...sBoxes('u1')] },
  { gate: 'MID', cells: [...sBoxes('u2'), ...sBoxes('u3'), 'v0'] },
  ...[1, 10, 19, 28, 37].map((first) => ({ gate: 'PARTIAL' as const, cells: partials(first, 9) })),
  { gate: 'EXIT', cells: partials(46, 9) },
  { gate: 'BACK', cells: ['v55', ...sBoxes('u4'), ...sBoxes('u5')] },
  { gate: 'OUT', cells: [...sBoxes('u6'), 'a', ...sBoxes('u7')] },
];
const LANDING_CELLS = ['result', '', '', ''];

function sBoxes(round: string): string[] {
  return [0, 1, 2, 3].map((j) => `${round}.${j}`);
}

function partials(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `v${first + i}`);
}

/**
 * A linear form over i0 and the outputs of all S-boxes: the coefficient of each by its name, the
 * constant under the name '1'. An S-box's output goes by the name of its input cell; those of the
 * first round are u0.0 .. u0.3, the s_j.
 */
type Form = ReadonlyMap<string, Fr>;
const CONSTANT = '1';

function combine(forms: readonly Form[], factors: readonly Fr[]): Form {
  const sum = new Map<string, Fr>();
  forms.forEach((form, i) => {
    for (const [name, factor] of form) {
      sum.set(name, add(sum.get(name) ?? 0n, mul(factor, factors[i] ?? 0n)));
    }
  });
  for (const [name, factor] of sum) if (factor === 0n) sum.delete(name);
  return sum;
}

const single = (name: string, factor: Fr = 1n): Form => new Map([[name, factor]]);
const plusConstant = (form: Form, constant: Fr): Form =>
  combine([form, single(CONSTANT, constant)], [1n, 1n]);
const transform = (matrix: Matrix, state: readonly Form[]): Form[] =>
  matrix.map((row) => combine(state, row));

/** What every cell holds, as a form: the permutation run on names instead of numbers. */
function cellForms(): ReadonlyMap<string, Form> {
  const forms = new Map<string, Form>([['a', single('i0')]]);
  let state = transform(
    EXTERNAL_MATRIX,
    sBoxes('u0').map((name) => single(name)),
  );
  const fullRound = (round: number): void => {
    const outputs = state.map((form, j) => {
      const name = `u${round}.${j}`;
      forms.set(name, plusConstant(form, FULL_ROUND_CONSTANTS[round]?.[j] ?? 0n));
      return single(name);
    });
    state = transform(EXTERNAL_MATRIX, outputs);
  };
  for (let round = 1; round < 4; round++) fullRound(round);
  PARTIAL_ROUND_CONSTANTS.forEach((constant, k) => {
    const [first = new Map<string, Fr>(), ...rest] = state;
    forms.set(`v${k}`, plusConstant(first, constant));
    state = transform(INTERNAL_MATRIX, [single(`v${k}`), ...rest]);
  });
  for (let round = 4; round < 8; round++) fullRound(round);
  forms.set('result', combine([state[0] ?? new Map<string, Fr>(), single('i0')], [1n, 1n]));
  return forms;
}

/** Coefficients x with sum of x_i · columns_i = wanted, or undefined where there are none. */
function solve(columns: readonly Form[], wanted: Form): Fr[] | undefined {
  const names = [...new Set([...columns, wanted].flatMap((form) => [...form.keys()]))];
  const rows = names.map((name) => [...columns, wanted].map((form) => form.get(name) ?? 0n));
  const width = columns.length;
  for (let column = 0; column < width; column++) {
    const pivot = rows.findIndex((row, i) => i >= column && row[column] !== 0n);
    if (pivot < 0) return undefined;
    const pivotRow = rows[pivot] ?? [];
    rows[pivot] = rows[column] ?? [];
    const scale = inverse(pivotRow[column] ?? 0n);
    const unit = pivotRow.map((entry) => mul(entry, scale));
    rows[column] = unit;
    rows.forEach((row, i) => {
      const factor = row[column] ?? 0n;
      if (i === column || factor === 0n) return;
      rows[i] = row.map((entry, j) => sub(entry, mul(factor, unit[j] ?? 0n)));
    });
  }
  if (rows.slice(width).some((row) => row[width] !== 0n)) return undefined;
  return rows.slice(0, width).map((row) => row[width] ?? 0n);
}

/** The larger stands nearer: v before u, later before earlier. */
function nearness(name: string): number {
  const kind = name.startsWith('v') ? 1_000 : 0;
  return kind + Number(name.slice(1)) * 10;
}

/**
 * The constraint whose target stands at place `target` of a row. Fifth powers of the cells before
 * it are free; then the nearest cells are added until the target is reached.
 */
function derive(
  target: number,
  window: readonly string[],
  forms: ReadonlyMap<string, Form>,
): GateConstraint {
  const wanted = forms.get(window[target] ?? '') ?? new Map<string, Fr>();
  const before = window.slice(0, target).map((name, place) => ({ name, place }));
  const boxes = before.filter(({ name }) => /^[uv]/.test(name));
  const first = window[0] === 'x' && target < 9 ? sBoxes('u0') : [];
  const free = new Set([CONSTANT, ...boxes.map(({ name }) => name), ...first]);
  const reduced = (form: Form): Form => new Map([...form].filter(([name]) => !free.has(name)));

  const carried = before.filter(({ name }) => name === 'a');
  const nearest = [...boxes].sort((a, b) => nearness(b.name) - nearness(a.name));
  let chosen: typeof before = [];
  let factors: Fr[] | undefined;
  for (let count = 0; count <= nearest.length && factors === undefined; count++) {
    chosen = [...carried, ...nearest.slice(0, count)];
    factors = solve(
      chosen.map(({ name }) => reduced(forms.get(name) ?? new Map())),
      reduced(wanted),
    );
  }
  if (factors === undefined) throw new Error(`no constraint reaches ${window[target]}`);

  const rest = combine(
    [wanted, ...chosen.map(({ name }) => forms.get(name) ?? new Map<string, Fr>())],
    [1n, ...factors.map(neg)],
  );
  const termOf = (name: string, place: number): Term => ({ place, factor: rest.get(name) ?? 0n });
  const present = ({ factor }: Term): boolean => factor !== 0n;
  return {
    target,
    linear: chosen.map(({ place }, i) => ({ place, factor: factors?.[i] ?? 0n })).filter(present),
    fifth: boxes.map(({ name, place }) => termOf(name, place)).filter(present),
    s: first.map((name, j) => termOf(name, j)).filter(present),
    constant: rest.get(CONSTANT) ?? 0n,
  };
}

/**
 * The ten rows of a permutation with all 85 constraints, derived from the instance. Spec: §4.3.1.
 */
export function poseidon2Rows(): GateRow[] {
  const forms = cellForms();
  return ROW_CELLS.map(({ gate, cells }, row) => {
    const below = ROW_CELLS[row + 1]?.cells.slice(0, 4) ?? LANDING_CELLS;
    const window = [...cells, ...below];
    const places = Array.from({ length: PLACES }, (_, place) => place);
    const isTarget = (place: number): boolean =>
      place >= 4 && /^(u|v|result)/.test(window[place] ?? '');
    return {
      gate,
      constraints: places.filter(isTarget).map((place) => derive(place, window, forms)),
    };
  });
}
