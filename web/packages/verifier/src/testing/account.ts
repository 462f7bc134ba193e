import { ristretto255, RistrettoPoint } from '@noble/curves/ed25519';
import { concat, decodeLittleEndian, encodeLittleEndian } from '../bytes.js';
import { encodeFr, frFromWide, type Fr } from '../field.js';
import { b512, blake2bHasher } from '../hash.js';
import { JUBJUB_GENERATOR, jubjubScalarFromWide } from '../jubjub.js';
import { compress, spongeHash, tag } from '../poseidon2.js';
import { encodeBech32m } from './bech32m.js';

/** The order of ristretto255. */
export const RISTRETTO_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const COIN_TYPES = { main: 0x74616369, test: 1 } as const;
export type Network = keyof typeof COIN_TYPES;
const SUFFIX = { main: '', test: 'test' } as const;

type RistrettoElement = InstanceType<typeof ristretto255.Point>;

/** An address with what it stands for. Spec: §5.5. */
export interface Address {
  readonly diversifier: Uint8Array;
  readonly owner: Fr;
  readonly base: RistrettoElement;
  readonly pk: RistrettoElement;
  readonly text: string;
}

/** H(d). Spec: §5.4. */
export function diversifiedBase(diversifier: Uint8Array): RistrettoElement {
  return RistrettoPoint.hashToCurve(
    b512('Tacit_DiversBase', diversifier),
  ) as unknown as RistrettoElement;
}

function accountKey(seed: Uint8Array, path: readonly number[]): Uint8Array {
  let node = b512('Tacit_AccountKey', Uint8Array.of(0), seed);
  for (const index of path) {
    const [key, chain] = [node.subarray(0, 32), node.subarray(32)];
    const hardened = encodeLittleEndian(BigInt(index) + 2n ** 31n, 4);
    node = b512('Tacit_AccountKey', Uint8Array.of(1), chain, key, hardened);
  }
  return node.subarray(0, 32);
}

/** An account by Spec: §5, with none of the care that secrets need: for known answers only. */
export class Account {
  readonly key: Uint8Array;
  readonly ask: bigint;
  readonly ak: Uint8Array;
  readonly nk: Fr;
  readonly ivk: bigint;
  readonly ovk: Uint8Array;
  readonly dk: Uint8Array;
  readonly rule = spongeHash('rule', [0n, 0n]);
  readonly ownerRoot: Fr;

  constructor(
    seed: Uint8Array,
    readonly network: Network,
    account: number,
  ) {
    this.key = accountKey(seed, [32, COIN_TYPES[network], account]);
    const expand = (label: number): Uint8Array =>
      b512('Tacit_ExpandKey', this.key, Uint8Array.of(label));
    this.ask = jubjubScalarFromWide(expand(0));
    const ak = JUBJUB_GENERATOR.multiply(this.ask);
    this.ak = ak.encode();
    this.nk = frFromWide(expand(1));
    this.ivk = decodeLittleEndian(expand(2)) % RISTRETTO_ORDER;
    this.ovk = expand(3).subarray(0, 32);
    this.dk = expand(4).subarray(0, 32);
    this.ownerRoot = compress(ak.toAffine().x, this.nk, this.rule, tag('ownroot'));
  }

  address(index: number): Address {
    const diversifier = blake2bHasher('Tacit_Diversify', 32, this.dk)
      .update(encodeLittleEndian(index, 8))
      .digest()
      .subarray(0, 12);
    const owner = compress(this.ownerRoot, decodeLittleEndian(diversifier), 0n, tag('owner'));
    const base = diversifiedBase(diversifier);
    const pk = base.multiply(this.ivk);
    const payload = concat(Uint8Array.of(1), diversifier, encodeFr(owner), pk.toBytes());
    const text = encodeBech32m(`tac${SUFFIX[this.network]}`, payload);
    return { diversifier, owner, base, pk, text };
  }

  incomingViewingKey(): string {
    const ivk = encodeLittleEndian(this.ivk, 32);
    const payload = concat(Uint8Array.of(1), ivk, encodeFr(this.ownerRoot), this.dk);
    return encodeBech32m(`tacivk${SUFFIX[this.network]}`, payload);
  }

  fullViewingKey(): string {
    const ivk = encodeLittleEndian(this.ivk, 32);
    const payload = concat(Uint8Array.of(1), this.ak, encodeFr(this.nk), ivk, this.ovk, this.dk);
    return encodeBech32m(`tacfvk${SUFFIX[this.network]}`, payload);
  }
}
