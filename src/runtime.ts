import { hashOf } from "./hash.ts";

/** The package that every application depends on. */
export const RUNTIME_NAME = "@aegis-stack/runtime";

/** The folder of an application that holds a vendored runtime. */
export const RUNTIME_FOLDER = "runtime";

const DIGEST_LENGTH = 8;

const TARBALL_PATTERN = /^vendor\/aegis-stack-runtime-(?<version>.+)-(?<digest>[0-9a-f]{8})\.tgz$/;

/** The first digits of the tarball's SHA-512. */
export function digestOf(tarball: Uint8Array): string {
  return hashOf(tarball, "sha512").slice(0, DIGEST_LENGTH);
}

/**
 * The tarball's path in an application. The name changes with the bytes: package managers keep what they have once
 * installed under a name, whatever the lock says.
 */
export function tarballPath(version: string, tarball: Uint8Array): string {
  return `vendor/aegis-stack-runtime-${version}-${digestOf(tarball)}.tgz`;
}

/** The version and the digest that a tarball's path names; null for any other path. */
export function parseTarballPath(path: string): { version: string; digest: string } | null {
  const { version, digest } = TARBALL_PATTERN.exec(path)?.groups ?? {};
  return version === undefined || digest === undefined ? null : { version, digest };
}
