import { mul, neg, sub, type Fr } from '../field.js';
import { JUBJUB_GENERATOR, type JubjubPoint } from '../jubjub.js';
import { capacity, tag } from '../poseidon2.js';
import { Table } from './table.js';

const SLOTS = [0, 1, 2] as const;
const NOTE = 2n ** 128n * tag('note');
const RANGE_DIGITS = 64;
const RANGE_ROW_CELLS = 9;
const FIXED_BASE_ROWS = 63;
const TREE_DEPTH = 20;

/** The rows of Spec: §8.8, and the row of each public input. */
export function transferTable(): {
  readonly table: Table;
  readonly publicInputRows: readonly number[];
} {
  const table = new Table(10);
  const inputRows = new Map<string, number>();
  const show = (name: string): void => {
    inputRows.set(name, table.publicInput(name));
  };
  constants(table);
  ['rule id', 'policy id', 'v_pub', 'asset_pub', 'fee', 'F', 'rho_base'].forEach(show);
  fixedBase(table, show);
  for (const j of SLOTS) range(table, 'NOTE_TAG', `e' ${j}`);
  table.permutation(['rule id', undefined, 'zero', 'C rule'], 'zero', 'rule');
  table.permutation([undefined, 'policy id', undefined, 'C asset'], 'zero', 'A');
  table.permutation(['ak.x', 'nk', 'rule', 'ROOT_TAG'], 'ak.x', 'root');
  for (const j of SLOTS) input(table, j);
  show('anchor');
  for (const j of SLOTS) membership(table, j);
  for (const j of SLOTS) {
    table.permutation(['nk', `rho ${j}`, `cmin ${j}`, 'C nullif'], 'zero', `nf ${j}`);
    show(`nf ${j}`);
  }
  for (const j of SLOTS) {
    table.arithmetic({ l1: 1n, l2: neg(1n), k0: BigInt(j) }, ['rho_base', `rho' ${j}`]);
    table.permutation([`inner' ${j}`, asset(j), `rho' ${j}`, `e' ${j}`], `inner' ${j}`, `cm ${j}`);
    show(`cm ${j}`);
  }
  balance(table);
  const order = [
    'anchor',
    'nf 0',
    'nf 1',
    'nf 2',
    'cm 0',
    'cm 1',
    'cm 2',
    'rho_base',
    'rk.x',
    'rk.y',
    'policy id',
    'rule id',
    'v_pub',
    'asset_pub',
    'fee',
    'F',
  ];
  return { table, publicInputRows: order.map((name) => inputRows.get(name) ?? -1) };
}

/** Slots 0 and 1 carry A, slot 2 the fee's asset. */
const asset = (j: number): string => (j === 2 ? 'F' : 'A');

function constants(table: Table): void {
  table.constant('zero', 0n);
  table.constant('NOTE_TAG', tag('note'));
  table.constant('ROOT_TAG', tag('ownroot'));
  table.constant('OWNER_TAG', tag('owner'));
  table.constant('C rule', capacity('rule', 2));
  table.constant('C asset', capacity('asset', 3));
  table.constant('C inner', capacity('inner', 2));
  table.constant('C nullif', capacity('nullif', 3));
}

/** Coefficients of the product of (X - root), the lowest first, without the leading 1. */
function polynomial(roots: readonly Fr[]): Fr[] {
  let coefficients: Fr[] = [1n];
  for (const root of roots) {
    const shifted = [0n, ...coefficients];
    coefficients = shifted.map((value, i) => sub(value, mul(root, coefficients[i] ?? 0n)));
  }
  return coefficients.slice(0, -1);
}

/** y of e·base for e = 1, 3, .., 15. */
function tableOrdinates(base: JubjubPoint): Fr[] {
  const twice = base.add(base);
  const out: Fr[] = [];
  for (let point = base; out.length < 8; point = point.add(twice)) out.push(point.toAffine().y);
  return out;
}

function fixedBase(table: Table, show: (name: string) => void): void {
  table.name(0, table.rows, 'ak.x');
  let base = JUBJUB_GENERATOR;
  for (let i = 0; i < FIXED_BASE_ROWS; i++) {
    const row = table.rows++;
    table.set('FIXED_BASE', row, 1n);
    const ordinates = tableOrdinates(base);
    const low = polynomial(ordinates.slice(0, 4));
    const high = polynomial(ordinates.slice(4));
    low.forEach((c, j) => {
      table.set('c0', row, c, j);
      table.set('d0', row, sub(high[j] ?? 0n, c), j);
    });
    base = base.multiply(16n);
  }
  table.name(0, table.rows, 'rk.x');
  show('rk.y');
  show('rk.x');
}

/** A chain of base-4 digits; its result stands on a routed wire. Spec: §4.4.3. */
function range(table: Table, start: string, result: string): void {
  let lead = 0;
  while ((lead + RANGE_DIGITS) % RANGE_ROW_CELLS >= 5) lead++;
  const first = table.rows;
  const last = first + Math.floor((lead + RANGE_DIGITS) / RANGE_ROW_CELLS);
  for (; table.rows <= last; table.rows++) {
    table.set('RANGE_STEP', table.rows, 1n);
    if (table.rows < last) table.set('RANGE_LINK', table.rows, 1n);
  }
  table.name(lead, first, start);
  table.name((lead + RANGE_DIGITS) % RANGE_ROW_CELLS, last, result);
}

function input(table: Table, j: number): void {
  table.permutation(['root', undefined, 'zero', 'OWNER_TAG'], 'root', `owner ${j}`);
  table.permutation([`owner ${j}`, undefined, 'zero', 'C inner'], 'zero', `inner ${j}`);
  table.permutation([`inner ${j}`, asset(j), `rho ${j}`, `e ${j}`], `inner ${j}`, `cmin ${j}`);
}

function membership(table: Table, j: number): void {
  table.name(0, table.rows, `cmin ${j}`);
  for (let level = 0; level < TREE_DEPTH; level++) {
    const first = `child ${j} ${level}`;
    const result = level === TREE_DEPTH - 1 ? `T ${j}` : `node ${j} ${level}`;
    table.set('MEMBER', table.rows, 1n);
    table.permutation([first, undefined, undefined, undefined], first, result);
  }
  table.arithmetic({ m2: 1n, m3: neg(1n), l2: neg(NOTE), l3: NOTE }, [
    `e ${j}`,
    'anchor',
    `T ${j}`,
  ]);
}

function balance(table: Table): void {
  const minus = neg(1n);
  table.arithmetic({ m2: 1n, m3: minus }, ['delta', 'A', 'F']);
  table.arithmetic({ l1: 1n, l2: 1n, l3: minus, l4: minus }, ['e 0', 'e 1', "e' 0", 't']);
  table.arithmetic({ l1: 1n, l2: minus, l3: minus, l4: minus }, ['t', "e' 1", 'v_pub', 'delta']);
  table.arithmetic({ l1: 1n, l2: minus, l3: minus, l4: 1n }, ['e 2', "e' 2", 'fee', 'delta']);
  table.arithmetic({ m2: 1n, m3: minus }, ['v_pub', 'A', 'asset_pub']);
}
