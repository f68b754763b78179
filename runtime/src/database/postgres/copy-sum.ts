import { createHash } from "node:crypto";

const CHECKSUM_MODULUS = 1n << 128n;

/** A checksum of rows that does not depend on their order, which differs between engines. */
export class RowSum {
  rows = 0;
  #sum = 0n;

  add(row: readonly (string | null)[]): void {
    const hash = createHash("sha256").update(JSON.stringify(row)).digest("hex").slice(0, 32);
    this.#sum = (this.#sum + BigInt(`0x${hash}`)) % CHECKSUM_MODULUS;
    this.rows += 1;
  }

  get checksum(): string {
    return this.#sum.toString(16).padStart(32, "0");
  }
}
