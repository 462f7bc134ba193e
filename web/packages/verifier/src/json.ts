import { Refusal } from './refusal.js';

/** A number keeps its text: `1` and `1.0` are told apart. */
export interface JsonNumber {
  readonly text: string;
}
export type JsonValue = null | boolean | string | JsonNumber | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** What a text may cost at most. */
export interface JsonBounds {
  /** Nested arrays and objects: 1 allows `[]` and refuses `[[]]`. */
  readonly depth: number;
  /** Values in all, containers among them. */
  readonly values: number;
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;

/**
 * Reads one JSON value (RFC 8259). Unlike JSON.parse it refuses whatever two readers could read
 * differently: a member named twice, a byte order mark, half of a surrogate pair, an integer beyond
 * 64 bits, a number beyond a double. It keeps the text of numbers.
 * @throws Refusal `bad_json`
 */
export function parseJson(bytes: Uint8Array, bounds: JsonBounds): JsonValue {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal('bad_json', { reason: 'not UTF-8' });
  }
  const reader = new JsonReader(text, bounds);
  const value = reader.value(0);
  reader.finish();
  return value;
}

class JsonReader {
  #position = 0;
  #values = 0;

  constructor(
    readonly text: string,
    readonly bounds: JsonBounds,
  ) {}

  #refuse(reason: string): Refusal {
    return new Refusal('bad_json', { reason: `${reason}, character ${this.#position}` });
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }

  /** Skips spaces; takes `token` where it stands next. */
  #takes(token: string): boolean {
    this.#match(SPACE);
    if (!this.text.startsWith(token, this.#position)) return false;
    this.#position += token.length;
    return true;
  }

  finish(): void {
    this.#match(SPACE);
    if (this.#position !== this.text.length) throw this.#refuse('something follows the value');
  }

  value(depth: number): JsonValue {
    if (++this.#values > this.bounds.values) throw this.#refuse('too many values');
    if (this.#takes('{')) return this.#object(this.#deeper(depth));
    if (this.#takes('[')) return this.#array(this.#deeper(depth));
    if (this.#takes('null')) return null;
    if (this.#takes('true')) return true;
    if (this.#takes('false')) return false;
    const text = this.#match(NUMBER);
    return text === undefined ? this.#string() : this.#number(text);
  }

  #deeper(depth: number): number {
    if (depth >= this.bounds.depth) throw this.#refuse('nested too deep');
    return depth + 1;
  }

  #number(text: string): JsonNumber {
    const isInteger = !/[.eE]/.test(text);
    const fits = isInteger
      ? BigInt(text) >= -(2n ** 63n) && BigInt(text) < 2n ** 64n
      : Number.isFinite(Number(text));
    if (!fits) throw this.#refuse('a number that is too large');
    return { text };
  }

  #string(): string {
    this.#match(SPACE);
    const literal = this.#match(STRING);
    if (literal === undefined) throw this.#refuse('no value stands here');
    const value = JSON.parse(literal) as string;
    if (/[\ud800-\udfff]/u.test(value)) throw this.#refuse('half of a surrogate pair');
    return value;
  }

  #object(depth: number): JsonObject {
    const members = new Map<string, JsonValue>();
    if (this.#takes('}')) return members;
    do {
      const name = this.#string();
      if (members.has(name)) throw this.#refuse('a member is named twice');
      if (!this.#takes(':')) throw this.#refuse('a colon is missing');
      members.set(name, this.value(depth));
    } while (this.#takes(','));
    if (!this.#takes('}')) throw this.#refuse('an object is not closed');
    return members;
  }

  #array(depth: number): JsonArray {
    const items: JsonValue[] = [];
    if (this.#takes(']')) return items;
    do items.push(this.value(depth));
    while (this.#takes(','));
    if (!this.#takes(']')) throw this.#refuse('an array is not closed');
    return items;
  }
}
