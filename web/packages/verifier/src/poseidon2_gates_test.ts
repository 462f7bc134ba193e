import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poseidon2Rows, type Term } from './poseidon2_gates.js';
import { loadVectors } from './testing/vectors.js';

interface GateVectors {
  readonly rows: readonly {
    readonly row: number;
    readonly gate: string;
    readonly constraints: readonly {
      readonly target: number;
      readonly linear: Readonly<Record<string, string>>;
      readonly fifth: Readonly<Record<string, string>>;
      readonly s: Readonly<Record<string, string>>;
      readonly const: string;
    }[];
  }[];
}

const terms = (record: Readonly<Record<string, string>>): Map<number, bigint> =>
  new Map(Object.entries(record).map(([place, factor]) => [Number(place), BigInt(factor)]));
const asMap = (list: readonly Term[]): Map<number, bigint> =>
  new Map(list.map(({ place, factor }) => [place, factor]));

test('the 85 constraints derived are those of vectors/poseidon2_gates.json', () => {
  const { rows } = loadVectors<GateVectors>('poseidon2_gates.json');
  const derived = poseidon2Rows();
  assert.equal(derived.length, rows.length);
  let count = 0;
  rows.forEach(({ gate, constraints }, i) => {
    const row = derived[i];
    assert.equal(row?.gate, gate);
    assert.equal(row?.constraints.length, constraints.length);
    constraints.forEach((wanted, e) => {
      const got = row?.constraints[e];
      assert.ok(got);
      assert.equal(got.target, wanted.target);
      assert.deepEqual(asMap(got.linear), terms(wanted.linear));
      assert.deepEqual(asMap(got.fifth), terms(wanted.fifth));
      assert.deepEqual(asMap(got.s), terms(wanted.s));
      assert.equal(got.constant, BigInt(wanted.const));
      count++;
    });
  });
  assert.equal(count, 85);
});

test('rows of one gate differ in their constants only, so one selector serves them', () => {
  const shape = (row: number): unknown =>
    poseidon2Rows()[row]?.constraints.map(({ constant: _, ...rest }) => rest);
  for (const row of [3, 4, 5, 6]) assert.deepEqual(shape(row), shape(2));
});
