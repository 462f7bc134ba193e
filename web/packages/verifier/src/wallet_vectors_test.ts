// Known answers of the chapters that a verifier does not need: a small implementation of each, for
// tests only, so that every file in vectors/ has been read from the specification twice.
import assert from 'node:assert/strict';
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { test } from 'node:test';
import { concat, decodeHex, decodeLittleEndian, encodeHex, encodeLittleEndian } from './bytes.js';
import { encodeFr, frFromWide, type Fr } from './field.js';
import { b256, b512 } from './hash.js';
import { compress, spongeHash, tag } from './poseidon2.js';
import { Account, RISTRETTO_ORDER, type Network } from './testing/account.js';
import { decodeBech32m, encodeBech32m, payloadOf } from './testing/bech32m.js';
import { frOf, loadDependency, loadVectors } from './testing/vectors.js';

const NOTE = 2n ** 128n * tag('note');

interface Bech32mVectors {
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
  readonly long: readonly {
    readonly prefix: string;
    readonly payload: string;
    readonly text: string;
  }[];
}

test('vectors/bech32m.json', () => {
  const { valid, invalid, long } = loadVectors<Bech32mVectors>('bech32m.json');
  for (const text of valid) assert.ok(decodeBech32m(text), text);
  for (const text of invalid) assert.equal(decodeBech32m(text), undefined, text);
  for (const { prefix, payload, text } of long) {
    assert.equal(encodeBech32m(prefix, decodeHex(payload)), text);
    const decoded = decodeBech32m(text);
    assert.equal(decoded?.prefix, prefix);
    assert.equal(encodeHex(payloadOf(decoded?.digits ?? []) ?? new Uint8Array()), payload);
  }
});

interface Bip39Vectors {
  readonly vectors: readonly {
    readonly entropy: string;
    readonly words: string;
    readonly seed: string;
  }[];
}

test('vectors/bip39.json', (t) => {
  const { vectors } = loadVectors<Bip39Vectors>('bip39.json');
  for (const { words, seed } of vectors) {
    assert.equal(pbkdf2Sync(words, 'mnemonic', 2048, 64, 'sha512').toString('hex'), seed);
  }
  const list = loadDependency(/^bip39$/, 'english.txt')?.trim().split('\n');
  if (list === undefined) {
    t.skip('words not compared: their list is brought by tools/setup');
    return;
  }
  for (const { entropy, words } of vectors) {
    const bytes = decodeHex(entropy);
    const checkBits = bytes.length / 4;
    const hash: number = createHash('sha256').update(bytes).digest()[0] ?? 0;
    const bits = [...bytes, hash].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const digits: readonly string[] =
      bits.slice(0, 8 * bytes.length + checkBits).match(/.{11}/g) ?? [];
    const ours = digits.map((digit): string => list[parseInt(digit, 2)] ?? '');
    assert.equal(ours.join(' '), words);
  }
});

type KeyTexts = Record<
  | 'seed'
  | 'account_key'
  | 'ask'
  | 'ak'
  | 'nk'
  | 'ivk'
  | 'ovk'
  | 'dk'
  | 'rule'
  | 'owner_root'
  | 'incoming_viewing_key'
  | 'full_viewing_key',
  string
>;
interface KeyVectors {
  readonly accounts: readonly (Readonly<KeyTexts> & {
    readonly network: Network;
    readonly account: number;
    readonly addresses: readonly (Readonly<
      Record<'diversifier' | 'owner' | 'pk' | 'text', string>
    > & {
      readonly index: number;
    })[];
  })[];
}

test('vectors/keys.json', () => {
  const { accounts } = loadVectors<KeyVectors>('keys.json');
  assert.ok(accounts.length > 0);
  for (const item of accounts) {
    const account = new Account(decodeHex(item.seed), item.network, item.account);
    assert.equal(encodeHex(account.key), item.account_key);
    assert.equal(encodeHex(encodeLittleEndian(account.ask, 32)), item.ask);
    assert.equal(encodeHex(account.ak), item.ak);
    assert.equal(encodeHex(encodeFr(account.nk)), item.nk);
    assert.equal(encodeHex(encodeLittleEndian(account.ivk, 32)), item.ivk);
    assert.equal(encodeHex(account.ovk), item.ovk);
    assert.equal(encodeHex(account.dk), item.dk);
    assert.equal(account.rule, frOf(item.rule));
    assert.equal(account.ownerRoot, frOf(item.owner_root));
    assert.equal(account.incomingViewingKey(), item.incoming_viewing_key);
    assert.equal(account.fullViewingKey(), item.full_viewing_key);
    for (const wanted of item.addresses) {
      const address = account.address(wanted.index);
      assert.equal(encodeHex(address.diversifier), wanted.diversifier);
      assert.equal(address.owner, frOf(wanted.owner));
      assert.equal(encodeHex(address.pk.toBytes()), wanted.pk);
      assert.equal(address.text, wanted.text);
    }
  }
});

/** rho of a minted note. Spec: §6.3. */
const mintRho = (
  chain: Uint8Array,
  kind: number,
  source: Uint8Array,
  sequence: number,
  index: number,
): Fr =>
  frFromWide(
    b512(
      'Tacit_RhoMint',
      chain,
      Uint8Array.of(kind),
      source,
      encodeLittleEndian(sequence, 8),
      encodeLittleEndian(index, 4),
    ),
  );

/** ChaCha20-Poly1305 with nonce 0: text and tag. Spec: §6.6. */
function seal(key: Uint8Array, associated: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv('chacha20-poly1305', key, new Uint8Array(12), {
    authTagLength: 16,
  });
  cipher.setAAD(associated, { plaintextLength: plaintext.length });
  return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

interface NoteVectors {
  readonly notes: readonly Readonly<Record<string, string>>[];
  readonly rho: {
    readonly chain: string;
    readonly asset: string;
    readonly rho_base: string;
    readonly output_rhos: readonly string[];
    readonly genesis: readonly string[];
    readonly genesis_indices: readonly number[];
    readonly issue: string;
    readonly issue_sequence: number;
  };
}
const notes = loadVectors<NoteVectors>('notes.json');

test('vectors/notes.json: rho', () => {
  const { rho } = notes;
  rho.output_rhos.forEach((wanted, j) => {
    assert.equal(frOf(rho.rho_base) + BigInt(j), frOf(wanted));
  });
  const none = new Uint8Array(32);
  rho.genesis_indices.forEach((index, i) => {
    assert.equal(mintRho(none, 0, none, 0, index), frOf(rho.genesis[i] ?? ''));
  });
  const issue = mintRho(decodeHex(rho.chain), 1, decodeHex(rho.asset), rho.issue_sequence, 0);
  assert.equal(issue, frOf(rho.issue));
});

test('vectors/notes.json: notes, their nullifiers and ciphertexts', () => {
  for (const note of notes.notes) {
    const bytes = (name: string): Uint8Array => decodeHex(note[name] ?? '');
    const symbol = new TextEncoder().encode(note['symbol']);
    const decimals = Uint8Array.of(Number(note['decimals']));
    const length = encodeLittleEndian(symbol.length, 4);
    const token = frFromWide(b512('Tacit_AssetToken', bytes('issuer'), length, symbol, decimals));
    assert.equal(token, frOf(note['token'] ?? ''));

    const payee = new Account(bytes('payee_seed'), 'test', Number(note['payee_account']));
    const address = payee.address(Number(note['payee_address_index']));
    const derive = (label: number): Uint8Array =>
      b512('Tacit_NoteSeed', Uint8Array.of(label), bytes('seed'), bytes('rho'));
    const rcm = frFromWide(derive(0));
    const esk = decodeLittleEndian(derive(1)) % RISTRETTO_ORDER;
    assert.equal(rcm, frOf(note['rcm'] ?? ''));
    assert.equal(encodeHex(encodeLittleEndian(esk, 32)), note['esk']);

    const inner = spongeHash('inner', [address.owner, rcm]);
    assert.equal(inner, frOf(note['inner'] ?? ''));
    const value = BigInt(note['value'] ?? '');
    const cm = compress(inner, frOf(note['asset'] ?? ''), frOf(note['rho'] ?? ''), value + NOTE);
    assert.equal(cm, frOf(note['cm'] ?? ''));
    const nullifier = spongeHash('nullif', [payee.nk, frOf(note['rho'] ?? ''), cm]);
    assert.equal(nullifier, frOf(note['nullifier'] ?? ''));

    const epk = address.base.multiply(esk).toBytes();
    const shared = address.pk.multiply(esk).toBytes();
    const cmBytes = encodeFr(cm);
    const kdf = (label: number): Uint8Array =>
      b256('Tacit_NoteKdf', Uint8Array.of(label), shared, epk, cmBytes);
    const plaintext = concat(
      Uint8Array.of(1),
      address.diversifier,
      encodeFr(token),
      encodeLittleEndian(Number(note['policy_id']), 4),
      bytes('policy_parameters'),
      encodeLittleEndian(value, 16),
      bytes('seed'),
      bytes('memo'),
    );
    const payer = new Account(bytes('payer_seed'), 'test', 0);
    const outKey = b256('Tacit_OutKdf', payer.ovk, epk, cmBytes);
    const copy = concat(encodeLittleEndian(esk, 32), address.pk.toBytes(), encodeFr(address.owner));
    const ciphertext = concat(
      epk,
      kdf(1).subarray(0, 2),
      seal(kdf(0), cmBytes, plaintext),
      seal(outKey, cmBytes, copy),
    );
    assert.equal(encodeHex(ciphertext), note['ciphertext']);
  }
});

interface LtHashVectors {
  readonly cases: readonly {
    readonly steps: readonly {
      readonly op: 'add' | 'remove';
      readonly type: number;
      readonly key: string;
      readonly value: string;
    }[];
    readonly first_lanes: string;
    readonly digest: string;
  }[];
}

/** The 1024 lanes of a pair. Spec: §9.4. */
function lanesOf(type: number, key: Uint8Array, value: Uint8Array): number[] {
  const variable = (bytes: Uint8Array): Uint8Array =>
    concat(encodeLittleEndian(bytes.length, 4), bytes);
  const pair = concat(Uint8Array.of(type), variable(key), variable(value));
  return Array.from({ length: 32 }, (_, i) => {
    const block = b512('Tacit_LtHash', encodeLittleEndian(i, 4), pair);
    return Array.from(
      { length: 32 },
      (_lane, j) => (block[2 * j] ?? 0) + 256 * (block[2 * j + 1] ?? 0),
    );
  }).flat();
}

test('vectors/lthash.json', () => {
  const { cases } = loadVectors<LtHashVectors>('lthash.json');
  assert.ok(cases.length > 0);
  for (const { steps, first_lanes, digest } of cases) {
    let lanes = new Array<number>(1024).fill(0);
    for (const { op, type, key, value } of steps) {
      const pair = lanesOf(type, decodeHex(key), decodeHex(value));
      lanes = lanes.map((lane, i) => (lane + (op === 'add' ? 1 : -1) * (pair[i] ?? 0)) & 0xffff);
    }
    const bytes = concat(...lanes.map((lane) => encodeLittleEndian(lane, 2)));
    assert.equal(encodeHex(bytes.subarray(0, first_lanes.length / 2)), first_lanes);
    assert.equal(encodeHex(b256('Tacit_LtDigest', bytes)), digest);
  }
});

interface HistoryVectors {
  readonly ranges: readonly {
    readonly leaf_count: number;
    readonly root: string;
    readonly paths: readonly string[];
  }[];
  readonly app_hashes: readonly {
    readonly height: number;
    readonly time: number;
    readonly transactions: string;
    readonly scan: string;
    readonly trees: readonly {
      readonly depth: number;
      readonly leaf_count: number;
      readonly root: string;
    }[];
    readonly history: string;
    readonly state: string;
    readonly app_hash: string;
  }[];
}

const u8 = (value: number): Uint8Array => encodeLittleEndian(value, 1);
const u32 = (value: number): Uint8Array => encodeLittleEndian(value, 4);
const u64 = (value: number | bigint): Uint8Array => encodeLittleEndian(value, 8);
const history = (...parts: readonly Uint8Array[]): Uint8Array => b256('Tacit_History', ...parts);

/** The root that a path gives for the leaf i u64, four times. Spec: §9.8.2. */
function rootOfPath(path: Uint8Array): Uint8Array {
  const index = decodeLittleEndian(path.subarray(0, 8));
  const count = decodeLittleEndian(path.subarray(8, 16));
  let first = 0n;
  let level = 63n;
  let place = 0;
  for (; ; level--) {
    if (((count >> level) & 1n) === 0n) continue;
    if (index < first + (1n << level)) break;
    first += 1n << level;
    place++;
  }
  const leaf = concat(...new Array<Uint8Array>(4).fill(u64(index)));
  let node = history(u8(0), u64(index), leaf);
  let offset = 16;
  for (let up = 1; up <= Number(level); up++, offset += 32) {
    const sibling = path.subarray(offset, offset + 32);
    const isLeft = (((index - first) >> BigInt(up - 1)) & 1n) === 0n;
    node = history(u8(1), u8(up), ...(isLeft ? [node, sibling] : [sibling, node]));
  }
  const peaks: Uint8Array[] = [];
  for (; offset < path.length; offset += 32) peaks.push(path.subarray(offset, offset + 32));
  peaks.splice(place, 0, node);
  return history(u8(2), u64(count), ...peaks);
}

test('vectors/history.json: paths', () => {
  const { ranges } = loadVectors<HistoryVectors>('history.json');
  assert.equal(encodeHex(history(u8(2), u64(0))), ranges[0]?.root);
  for (const { root, paths } of ranges) {
    for (const path of paths) assert.equal(encodeHex(rootOfPath(decodeHex(path))), root);
  }
});

test('vectors/history.json: AppHashes', () => {
  const { app_hashes } = loadVectors<HistoryVectors>('history.json');
  assert.ok(app_hashes.length > 0);
  for (const one of app_hashes) {
    const trees = one.trees.map(({ depth, leaf_count, root }) =>
      concat(u8(depth), u64(leaf_count), decodeHex(root)),
    );
    const values = [
      u64(one.height),
      u64(one.time),
      decodeHex(one.transactions),
      decodeHex(one.scan),
      concat(u32(trees.length), ...trees),
      decodeHex(one.history),
      decodeHex(one.state),
    ];
    const parts = values.map((value, i) => concat(u8(i + 1), u32(value.length), value));
    assert.equal(encodeHex(b256('Tacit_AppHash', u8(7), ...parts)), one.app_hash);
  }
});

interface TxVectors {
  readonly genesis: string;
  readonly chain_id: string;
  readonly issue: Readonly<
    Record<'chain' | 'bytes' | 'cm' | 'rho' | 'txid' | 'witness_id' | 'digest', string>
  >;
}

test('vectors/tx.json: chain id, and an issue', () => {
  const { genesis, chain_id, issue } = loadVectors<TxVectors>('tx.json');
  assert.equal(encodeHex(b256('Tacit_ChainId', decodeHex(genesis))), chain_id);
  const chain = decodeHex(issue.chain);
  const bytes = decodeHex(issue.bytes);
  const effecting = bytes.subarray(0, 613);
  assert.equal(encodeHex(b256('Tacit_TxId', chain, effecting)), issue.txid);
  assert.equal(encodeHex(b256('Tacit_WitnessId', bytes)), issue.witness_id);
  assert.equal(encodeHex(b512('Tacit_IssueSig', chain, effecting)), issue.digest);
  const asset = bytes.subarray(10, 42);
  const rho = mintRho(chain, 1, asset, Number(decodeLittleEndian(bytes.subarray(42, 50))), 0);
  assert.equal(rho, frOf(issue.rho));
  const value = decodeLittleEndian(bytes.subarray(50, 66));
  const inner = decodeLittleEndian(bytes.subarray(66, 98));
  assert.equal(compress(inner, decodeLittleEndian(asset), rho, value + NOTE), frOf(issue.cm));
});
