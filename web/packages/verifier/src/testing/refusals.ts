import assert from 'node:assert/strict';
import { Refusal, type RefusalCode, type Verdict } from '../refusal.js';

/** Asserts that `action` refuses with exactly this code, and gives the refusal back. */
export function assertRefused(action: () => unknown, code: RefusalCode, message?: string): Refusal {
  let caught: unknown;
  try {
    action();
  } catch (error) {
    caught = error;
  }
  assert.ok(
    caught instanceof Refusal,
    `${message ?? 'the input'} was not refused: ${String(caught)}`,
  );
  assert.equal(caught.code, code, message);
  return caught;
}

/** The verdict's error, or `valid`. */
export const outcome = (verdict: Verdict): string =>
  verdict.valid ? 'valid' : verdict.refusal.code;
