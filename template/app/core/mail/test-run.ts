import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Before all tests: an outbox of their own. After them it goes. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "test-outbox-"));
  // Tests say themselves whether their application is to have a server.
  delete process.env.MAIL_URL;
  process.env.MAIL_OUTBOX = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
