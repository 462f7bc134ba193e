import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compress, EXTERNAL_MATRIX, permute, spongeHash, tag } from './poseidon2.js';
import { sub } from './field.js';
import {
  FULL_ROUND_CONSTANTS,
  INTERNAL_DIAGONAL,
  PARTIAL_ROUND_CONSTANTS,
} from './poseidon2_constants.js';
import { frOf, loadVectors, numberOf } from './testing/vectors.js';

interface Poseidon2Vectors {
  readonly external_matrix: readonly (readonly number[])[];
  readonly internal_diag_minus_1: readonly string[];
  readonly round_constants: readonly (readonly string[])[];
  readonly permutation: readonly {
    readonly in: readonly string[];
    readonly out: readonly string[];
  }[];
}
const vectors = loadVectors<Poseidon2Vectors>('poseidon2_bls12_381_t4.json');

test('the constants are those of vectors/poseidon2_bls12_381_t4.json', () => {
  assert.deepEqual(
    EXTERNAL_MATRIX,
    vectors.external_matrix.map((row) => row.map(BigInt)),
  );
  assert.deepEqual(INTERNAL_DIAGONAL, vectors.internal_diag_minus_1.map(numberOf));
  const constants = vectors.round_constants.map((row) => row.map(numberOf));
  assert.deepEqual(FULL_ROUND_CONSTANTS, [...constants.slice(0, 4), ...constants.slice(60)]);
  assert.deepEqual(
    PARTIAL_ROUND_CONSTANTS,
    constants.slice(4, 60).map(([first]) => first),
  );
});

test('the permutation agrees with the vectors', () => {
  assert.ok(vectors.permutation.length > 0);
  for (const item of vectors.permutation) {
    assert.deepEqual(permute(item.in.map(numberOf)), item.out.map(numberOf));
  }
});

test('tags are big-endian texts', () => {
  assert.equal(tag('note'), 0x6e6f7465n);
  assert.throws(() => tag('ninechars'), RangeError);
  assert.throws(() => tag(''), RangeError);
});

test('a sponge of three inputs is one compression less its first input', () => {
  const capacity = tag('asset') + 3n * 2n ** 64n;
  assert.equal(spongeHash('asset', [5n, 6n, 7n]), sub(compress(5n, 6n, 7n, capacity), 5n));
  assert.notEqual(spongeHash('asset', [5n]), spongeHash('asset', [5n, 0n]));
});

interface NoteVectors {
  readonly notes: readonly Record<string, string>[];
  readonly tree: {
    readonly empty: readonly string[];
    readonly leaves: readonly string[];
    readonly roots: Readonly<Record<string, string>>;
  };
}
const notes = loadVectors<NoteVectors>('notes.json');

test('assets and commitments agree with vectors/notes.json', () => {
  assert.ok(notes.notes.length > 0);
  for (const note of notes.notes) {
    const field = (name: string): bigint => frOf(note[name] ?? '');
    const policy = BigInt(note['policy_id'] ?? 0);
    assert.equal(
      spongeHash('asset', [field('token'), policy, field('policy_parameters')]),
      field('asset'),
    );
    const tagged = BigInt(note['value'] ?? '') + 2n ** 128n * tag('note');
    assert.equal(compress(field('inner'), field('asset'), field('rho'), tagged), field('cm'));
  }
});

test('empty subtrees and roots of the tree agree with the vectors', () => {
  const empty = notes.tree.empty.map(frOf);
  empty.slice(1).forEach((root, k) => {
    const below = empty[k] ?? 0n;
    assert.equal(compress(below, below, below, below), root);
  });
  for (const [count, root] of Object.entries(notes.tree.roots)) {
    let level = notes.tree.leaves.slice(0, Number(count)).map(frOf);
    for (let k = 0; k < 20; k++) {
      const child = (i: number): bigint => level[i] ?? empty[k] ?? 0n;
      level = Array.from({ length: Math.max(1, Math.ceil(level.length / 4)) }, (_, i) =>
        compress(child(4 * i), child(4 * i + 1), child(4 * i + 2), child(4 * i + 3)),
      );
    }
    assert.equal(level[0], frOf(root), `${count} leaves`);
  }
});
