import type { Finding } from "../../src/doctor/finding.ts";
import { aegis } from "../command.ts";

// Where the servers of other tests are, is none of an application's business here.
for (const name of ["DATABASE_URL", "REDIS_URL"]) delete process.env[name];

/** What the doctor says of an application, as a program reads it, and the text in which it was said. */
export async function findingsIn(folder: string, env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await aegis(["doctor", "--json"], { cwd: folder, env });
  const answer: { ok: boolean; findings: Finding[] } = JSON.parse(stdout);
  return { code, text: stdout + stderr, ...answer };
}

/** The worst that one check found. */
export async function finding(folder: string, check: string): Promise<Finding | undefined> {
  const { findings } = await findingsIn(folder);
  const own = findings.filter((each) => each.check === check);
  return own.find(({ status }) => status === "problem") ?? own[0];
}
