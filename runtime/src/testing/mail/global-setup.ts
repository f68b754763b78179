import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Vitest's global setup (`globalSetup: ["@aegis-stack/runtime/testing/mail"]`): the tests of a run get an outbox of their
 * own, in MAIL_OUTBOX. MAIL_URL is removed from the environment: each test decides whether its application has a server.
 *
 * @returns what deletes the outbox
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "test-outbox-"));
  delete process.env.MAIL_URL;
  process.env.MAIL_OUTBOX = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
