import { ByteReader } from './bytes.js';
import { decodeFr, Domain, FR_BYTES, pow, type Fr } from './field.js';
import { decodeG1, G1_BYTES, type G1Point } from './g1.js';
import { FIXED_COLUMNS, ROUTED_WIRES } from './gates.js';
import { b256 } from './hash.js';
import { Refusal } from './refusal.js';

const MIN_LOG_ROWS = 4;
const MAX_LOG_ROWS = 11;

/** What a verifier knows of a circuit. Spec: §4.5.2. */
export interface VerifyingKey {
  readonly circuit: number;
  readonly version: number;
  readonly domain: Domain;
  /** The row of each public input. */
  readonly publicInputRows: readonly number[];
  /** k_0..k_4, representatives of different cosets of the domain. */
  readonly cosets: readonly Fr[];
  /** Commitments of the 33 fixed columns. */
  readonly fixedColumns: readonly G1Point[];
  /** Commitments of sigma_0..sigma_4. */
  readonly sigmas: readonly G1Point[];
  /** B256 of the encoding; the transcript absorbs it. */
  readonly digest: Uint8Array;
}

/** Chunks of the quotient, and the coefficients of each. Spec: §4.5.3. */
export function quotientShape(rows: number): {
  readonly chunks: number;
  readonly chunkLength: number;
} {
  const chunks = rows <= 1024 ? 2 : 3;
  return { chunks, chunkLength: Math.ceil((5 * rows + 16) / chunks) };
}

function readRows(reader: ByteReader, count: number, tableRows: number): number[] {
  const rows: number[] = [];
  for (let j = 0; j < count; j++) {
    const offset = reader.offset;
    const where = `row of public input ${j}`;
    const row = Number(reader.integer(4, where));
    if (row >= tableRows) throw new Refusal('row_outside_table', { where, offset });
    if (rows.includes(row)) throw new Refusal('repeated_row', { where, offset });
    rows.push(row);
  }
  return rows;
}

/** Two representatives of one coset would let a copy constraint join the wrong cells. */
function readCosets(reader: ByteReader, rows: number): Fr[] {
  const cosets: Fr[] = [];
  const seen: Fr[] = [];
  for (let i = 0; i < ROUTED_WIRES; i++) {
    const offset = reader.offset;
    const where = `k_${i}`;
    const coset = decodeFr(reader.take(FR_BYTES, where), { where, offset });
    const image = pow(coset, BigInt(rows));
    if (coset === 0n || seen.includes(image))
      throw new Refusal('repeated_coset', { where, offset });
    cosets.push(coset);
    seen.push(image);
  }
  return cosets;
}

function readPoints(reader: ByteReader, count: number, what: string): G1Point[] {
  return Array.from({ length: count }, (_, i) => {
    const where = `${what} ${i}`;
    const offset = reader.offset;
    const bytes = reader.take(G1_BYTES.uncompressed, where);
    // A column that a circuit does not use is 0 everywhere, and its commitment infinity.
    return decodeG1(bytes, { form: 'uncompressed', infinity: 'allowed' }, { where, offset });
  });
}

/**
 * A verifying key from its bytes.
 * @throws Refusal for whatever Spec: §4.5.2 refuses
 */
export function decodeVerifyingKey(bytes: Uint8Array): VerifyingKey {
  const reader = new ByteReader(bytes);
  const circuit = Number(reader.integer(4, 'circuit'));
  const version = Number(reader.integer(4, 'version'));
  const logRows = Number(reader.integer(1, 'log2 n'));
  if (logRows < MIN_LOG_ROWS || logRows > MAX_LOG_ROWS) {
    throw new Refusal('unsupported_size', { where: 'log2 n', offset: 8 });
  }
  const domain = new Domain(logRows);
  const inputs = Number(reader.integer(4, 'number of public inputs'));
  const publicInputRows = readRows(reader, inputs, domain.size);
  const cosets = readCosets(reader, domain.size);
  const fixedColumns = readPoints(reader, FIXED_COLUMNS, 'fixed column');
  const sigmas = readPoints(reader, ROUTED_WIRES, 'sigma');
  reader.finish();
  const digest = b256('Tacit_PlonkVkey', bytes);
  return { circuit, version, domain, publicInputRows, cosets, fixedColumns, sigmas, digest };
}
