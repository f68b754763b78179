import { randomBytes } from "node:crypto";

const MAX_SEQUENCE = 0xfff;

let lastTime = 0;
let sequence = 0;

/**
 * Creates a UUID of version 7 (RFC 9562): unique anywhere, and in the order of creation within one process, so that new
 * rows are adjacent in an index.
 *
 * @param now milliseconds since 1970
 */
export function createId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  // A clock that was set back must not break the order.
  if (now > lastTime) {
    lastTime = now;
    sequence = bytes.readUInt16BE(6) & 0x7ff;
  } else {
    sequence += 1;
    // Twelve bits count within a millisecond; after them the next millisecond is used early.
    if (sequence > MAX_SEQUENCE) {
      lastTime += 1;
      sequence = 0;
    }
  }
  bytes.writeUIntBE(lastTime, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
