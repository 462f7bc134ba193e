import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, fifthPower, fr, mul, sub, type Fr } from './field.js';
import { FIXED_COLUMNS, slotValues, type GateCells } from './gates.js';
import { JUBJUB_GENERATOR } from './jubjub.js';
import { compress, EXTERNAL_MATRIX, INTERNAL_MATRIX, permute } from './poseidon2.js';
import { FULL_ROUND_CONSTANTS, PARTIAL_ROUND_CONSTANTS } from './poseidon2_constants.js';
import { POSEIDON2_GATES, poseidon2Rows } from './poseidon2_gates.js';
import { COLUMN, type ColumnName } from './testing/table.js';
import { transferTable } from './testing/transfer_rows.js';

const rowOf = (...cells: bigint[]): Fr[] => Array.from({ length: 9 }, (_, i) => fr(cells[i] ?? 0n));
const fixedOf = (values: Partial<Record<ColumnName, bigint>>): Fr[] => {
  const fixed = new Array<Fr>(FIXED_COLUMNS).fill(0n);
  for (const [name, value] of Object.entries(values)) fixed[COLUMN[name as ColumnName]] = fr(value);
  return fixed;
};
/** The slots that are not 0: those whose constraints fail. */
const brokenSlots = (cells: GateCells, fixed: readonly Fr[]): number[] =>
  slotValues(cells, fixed).flatMap((value, slot) => (value === 0n ? [] : [slot]));

/** The inputs of all S-boxes in computing order: u1.0 .. u3.3, v0 .. v55, u4.0 .. u7.3. */
function sBoxInputs(inputs: readonly Fr[]): Fr[] {
  const times = (matrix: readonly (readonly Fr[])[], state: readonly Fr[]): Fr[] =>
    matrix.map((row) => fr(row.reduce((sum, entry, i) => sum + entry * (state[i] ?? 0n), 0n)));
  const seen: Fr[] = [];
  const withConstants = (state: readonly Fr[], round: number): Fr[] =>
    state.map((cell, i) => add(cell, FULL_ROUND_CONSTANTS[round]?.[i] ?? 0n));
  let state = times(EXTERNAL_MATRIX, inputs);
  for (let round = 0; round < 8; round++) {
    if (round === 4) {
      for (const constant of PARTIAL_ROUND_CONSTANTS) {
        const v = add(state[0] ?? 0n, constant);
        seen.push(v);
        state = times(INTERNAL_MATRIX, [fifthPower(v), ...state.slice(1)]);
      }
    }
    const boxes = withConstants(state, round);
    if (round > 0) seen.push(...boxes);
    state = times(EXTERNAL_MATRIX, boxes.map(fifthPower));
  }
  return seen;
}

/** The eleven rows of a permutation: ten, and the landing cell. Spec: §4.3.1. */
function permutationRows(inputs: readonly Fr[], carry: Fr): Fr[][] {
  const boxes = sBoxInputs(inputs);
  const take = (count: number): Fr[] => boxes.splice(0, count);
  const rows = [[99n, ...inputs, ...take(4)], take(9)];
  for (let i = 0; i < 5; i++) rows.push(take(9));
  rows.push(take(9), take(9), [...take(4), carry, ...take(4)]);
  assert.equal(boxes.length, 0);
  return [...rows, [add(permute(inputs)[0] ?? 0n, carry), ...new Array<Fr>(8).fill(0n)]];
}

const INPUTS = [11n, 22n, 33n, 44n];

test('an honest permutation satisfies its ten rows, and lands on the result', () => {
  const rows = permutationRows(INPUTS, INPUTS[0] ?? 0n);
  assert.equal(rows[10]?.[0], compress(11n, 22n, 33n, 44n));
  poseidon2Rows().forEach(({ gate, constraints }, i) => {
    const fixed = fixedOf({ [gate]: 1n });
    constraints.forEach(({ constant }, e) => {
      fixed[COLUMN.k0 + e] = sub(0n, constant);
    });
    const cells = { row: rows[i] ?? [], next: rows[i + 1] ?? [] };
    assert.deepEqual(brokenSlots(cells, fixed), [], gate);
    constraints.forEach(({ target }, e) => {
      const changed = { row: [...cells.row], next: [...cells.next] };
      const side = target < 9 ? changed.row : changed.next;
      side[target % 9] = add(side[target % 9] ?? 0n, 1n);
      assert.ok(brokenSlots(changed, fixed).includes(e), `${gate}: cell ${target}`);
    });
  });
  assert.equal(POSEIDON2_GATES.length, 6);
});

test('MEMBER holds when w0 is any of the four, and breaks its own slot otherwise', () => {
  const fixed = fixedOf({ MEMBER: 1n });
  for (const w0 of [5n, 6n, 7n, 8n]) {
    assert.deepEqual(brokenSlots({ row: rowOf(w0, 5n, 6n, 7n, 8n), next: rowOf() }, fixed), []);
  }
  assert.deepEqual(brokenSlots({ row: rowOf(9n, 5n, 6n, 7n, 8n), next: rowOf() }, fixed), [9]);
});

test('ARITH takes each of its coefficients, and does not read w0', () => {
  const row = rowOf(1_000n, 2n, 3n, 5n, 7n);
  const terms: [ColumnName, bigint][] = [
    ['m2', 6n],
    ['m3', 10n],
    ['l1', 2n],
    ['l2', 3n],
    ['l3', 5n],
    ['l4', 7n],
  ];
  for (const [name, value] of terms) {
    assert.deepEqual(
      brokenSlots({ row, next: rowOf() }, fixedOf({ [name]: 1n, k0: -value })),
      [],
      name,
    );
    assert.deepEqual(
      brokenSlots({ row, next: rowOf() }, fixedOf({ [name]: 1n, k0: 1n - value })),
      [0],
      name,
    );
  }
});

test('RANGE accepts the digits 0 to 3 at each place, and no other', () => {
  for (let place = 0; place < 9; place++) {
    for (const digit of [-1n, 0n, 1n, 2n, 3n, 4n]) {
      const chain = [1n];
      for (let j = 0; j < 9; j++) chain.push(4n * (chain[j] ?? 0n) + (j === place ? digit : 2n));
      const cells = { row: rowOf(...chain.slice(0, 9)), next: rowOf(chain[9] ?? 0n) };
      const broken = brokenSlots(cells, fixedOf({ RANGE_STEP: 1n, RANGE_LINK: 1n }));
      assert.deepEqual(broken, digit >= 0n && digit <= 3n ? [] : [place], `${place}, ${digit}`);
    }
  }
});

test('FIXED_BASE adds a point of its table, and each of its slots catches its own lie', () => {
  const { table } = transferTable();
  const row = 15;
  const fixed = table.fixed.map((column) => column[row] ?? 0n);
  const sum = JUBJUB_GENERATOR.multiply(77n);
  for (const digit of [1, 3, 5, 7, 9, 11, 13, 15, -1, -15]) {
    const multiple = JUBJUB_GENERATOR.multiply(BigInt(Math.abs(digit)));
    const term = digit < 0 ? multiple.negate() : multiple;
    const [a, t, r] = [sum.toAffine(), term.toAffine(), sum.add(term).toAffine()];
    const s = Math.abs(digit) > 7 ? 1n : 0n;
    const cells = { row: rowOf(a.x, a.y, t.x, t.y, s), next: rowOf(r.x, r.y) };
    assert.deepEqual(brokenSlots(cells, fixed), [], `digit ${digit}`);
    const lie = (change: (cells: { row: Fr[]; next: Fr[] }) => void): number[] => {
      const changed = { row: [...cells.row], next: [...cells.next] };
      change(changed);
      return brokenSlots(changed, fixed);
    };
    assert.deepEqual(
      lie(({ next }) => {
        next[0] = add(next[0] ?? 0n, 1n);
      }),
      [4],
    );
    assert.deepEqual(
      lie(({ next }) => {
        next[1] = add(next[1] ?? 0n, 1n);
      }),
      [5],
    );
    assert.deepEqual(
      lie((c) => {
        c.row[4] = 1n - s;
      }),
      [1],
    );
    assert.ok(
      lie((c) => {
        c.row[4] = 2n;
      }).includes(0),
    );
    assert.ok(
      lie((c) => {
        c.row[2] = add(t.x, 1n);
      }).includes(2),
    );
    assert.ok(
      lie((c) => {
        c.row[0] = mul(a.x, 2n);
      }).includes(3),
    );
  }
});
