import { concat, encodeLittleEndian } from './bytes.js';
import { encodeFr, frFromWide, type Fr } from './field.js';
import { encodeG1, type G1Point } from './g1.js';
import { blake2bHasher } from './hash.js';

const KIND_ITEM = 1;
const KIND_CHALLENGE = 2;

/** The running hash that turns what a proof says into challenges. Spec: §4.6. */
export class Transcript {
  readonly #hash = blake2bHasher('Tacit_PlonkXscr', 64);

  #frame(kind: number, label: string, bytes: Uint8Array): void {
    const name = new TextEncoder().encode(label);
    this.#hash.update(
      concat(
        Uint8Array.of(kind),
        encodeLittleEndian(name.length, 1),
        name,
        encodeLittleEndian(bytes.length, 4),
        bytes,
      ),
    );
  }

  /** Absorbs one item. */
  bytes(label: string, bytes: Uint8Array): void {
    this.#frame(KIND_ITEM, label, bytes);
  }

  /** Absorbs a u32. */
  integer(label: string, value: number): void {
    this.bytes(label, encodeLittleEndian(value, 4));
  }

  /** Absorbs an element. */
  scalar(label: string, value: Fr): void {
    this.bytes(label, encodeFr(value));
  }

  /** Absorbs a point, uncompressed. */
  point(label: string, value: G1Point): void {
    this.bytes(label, encodeG1(value, 'uncompressed'));
  }

  /** The challenge that all frames so far, its own among them, decide. */
  challenge(label: string): Fr {
    this.#frame(KIND_CHALLENGE, label, new Uint8Array());
    return frFromWide(this.#hash.clone().digest());
  }
}
