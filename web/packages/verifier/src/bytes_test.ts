import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ByteReader,
  concat,
  decodeHex,
  decodeLittleEndian,
  encodeHex,
  encodeLittleEndian,
} from './bytes.js';
import { assertRefused } from './testing/refusals.js';

test('hexadecimal has one spelling', () => {
  assert.equal(encodeHex(decodeHex('00ff10')), '00ff10');
  assert.equal(decodeHex('').length, 0);
  for (const text of ['0', '0F', 'FF', '0x00', ' 00', '0g', '00\n']) {
    assertRefused(() => decodeHex(text), 'bad_text', text);
  }
});

test('integers are little-endian and must fit', () => {
  assert.deepEqual(encodeLittleEndian(0x010203, 4), Uint8Array.of(3, 2, 1, 0));
  assert.equal(decodeLittleEndian(Uint8Array.of(3, 2, 1, 0)), 0x010203n);
  assert.throws(() => encodeLittleEndian(256, 1), RangeError);
});

test('a reader refuses to read past the end and to leave bytes behind', () => {
  const reader = new ByteReader(concat(Uint8Array.of(7), Uint8Array.of(1, 0, 0, 0)));
  assert.equal(reader.integer(1, 'first'), 7n);
  assert.equal(
    assertRefused(() => {
      reader.finish();
    }, 'trailing_bytes').offset,
    1,
  );
  assert.equal(reader.integer(4, 'second'), 1n);
  reader.finish();
  assert.equal(assertRefused(() => reader.take(1, 'third'), 'truncated').where, 'third');
});
