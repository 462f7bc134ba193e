import { mul, neg, powers, rootOfUnity, type Fr } from '../field.js';
import { FIXED_COLUMNS, ROUTED_WIRES } from '../gates.js';
import { poseidon2Rows } from '../poseidon2_gates.js';

/** Where the fixed columns stand. Spec: §4.1.2. */
export const COLUMN = {
  IN: 0,
  MID: 1,
  PARTIAL: 2,
  EXIT: 3,
  BACK: 4,
  OUT: 5,
  MEMBER: 6,
  m2: 7,
  m3: 8,
  l1: 9,
  l2: 10,
  l3: 11,
  l4: 12,
  RANGE_STEP: 13,
  RANGE_LINK: 14,
  FIXED_BASE: 15,
  c0: 16,
  d0: 20,
  k0: 24,
} as const;
export type ColumnName = keyof typeof COLUMN;

const PERMUTATION = poseidon2Rows();

/** A circuit as it is written down: fixed columns, and names for cells that must be equal. */
export class Table {
  readonly fixed: Fr[][];
  readonly #classes = new Map<string, [wire: number, row: number][]>();
  rows = 0;

  constructor(readonly logSize: number) {
    this.fixed = Array.from({ length: FIXED_COLUMNS }, () => new Array<Fr>(this.size).fill(0n));
  }

  get size(): number {
    return 2 ** this.logSize;
  }

  /** Sets a fixed column, `offset` columns behind the one named. */
  set(column: ColumnName, row: number, value: Fr, offset = 0): void {
    const values = this.fixed[COLUMN[column] + offset];
    if (values === undefined) throw new RangeError('no such column');
    values[row] = value;
  }

  /** Says what a routed cell holds; all cells of a name are one class of copies. */
  name(wire: number, row: number, value: string | undefined): void {
    if (value === undefined) return;
    if (wire >= ROUTED_WIRES) throw new RangeError('not a routed wire');
    const members = this.#classes.get(value) ?? [];
    members.push([wire, row]);
    this.#classes.set(value, members);
  }

  /** An ARITH row: coefficients, and names for w1..w4. Returns its row. Spec: §4.3.3. */
  arithmetic(
    coefficients: Partial<Record<'m2' | 'm3' | 'l1' | 'l2' | 'l3' | 'l4' | 'k0', Fr>>,
    names: readonly (string | undefined)[],
  ): number {
    const row = this.rows++;
    for (const [column, value] of Object.entries(coefficients))
      this.set(column as ColumnName, row, value);
    names.forEach((name, i) => {
      this.name(1 + i, row, name);
    });
    return row;
  }

  /** Spec: §4.4.5. */
  constant(name: string, value: Fr): void {
    this.arithmetic({ l1: 1n, k0: neg(value) }, [name]);
  }

  /** Spec: §4.4.6. */
  publicInput(name: string): number {
    return this.arithmetic({ l1: 1n }, [name]);
  }

  /**
   * Ten rows of a permutation; the result is the landing cell below. `carry` names what the last
   * row's w4 holds: the first input for compression, a 0 for the sponge. Spec: §4.4.1.
   */
  permutation(inputs: readonly (string | undefined)[], carry: string, result: string): void {
    const first = this.rows;
    PERMUTATION.forEach(({ gate, constraints }, i) => {
      this.set(gate, first + i, 1n);
      constraints.forEach(({ constant }, e) => {
        this.set('k0', first + i, neg(constant), e);
      });
    });
    inputs.forEach((name, i) => {
      this.name(1 + i, first, name);
    });
    this.rows += PERMUTATION.length;
    this.name(4, this.rows - 1, carry);
    this.name(0, this.rows, result);
  }

  /** sigma_i on the domain, in its order. Spec: §4.4, §4.5.1. */
  sigmas(cosets: readonly Fr[]): Fr[][] {
    const omegas = powers(rootOfUnity(this.logSize), this.size);
    const valueOf = (wire: number, row: number): Fr => mul(cosets[wire] ?? 0n, omegas[row] ?? 0n);
    const sigmas = cosets.map((_, wire) => omegas.map((_, row) => valueOf(wire, row)));
    for (const members of this.#classes.values()) {
      const cycle = [...members].sort(([i, m], [j, n]) => i * this.size + m - (j * this.size + n));
      cycle.forEach(([wire, row], at) => {
        const [nextWire, nextRow] = cycle[(at + 1) % cycle.length] ?? [wire, row];
        const column = sigmas[wire];
        if (column) column[row] = valueOf(nextWire, nextRow);
      });
    }
    return sigmas;
  }
}
