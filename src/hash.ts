import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A hash in hexadecimal digits, which tells one content from another. */
export function hashOf(content: string | Uint8Array, algorithm: "sha256" | "sha512" = "sha256"): string {
  // Loaded with the first hash: it takes several milliseconds, and most commands hash nothing.
  const { createHash }: typeof import("node:crypto") = require("node:crypto");
  return createHash(algorithm).update(content).digest("hex");
}
