import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { canStartRedis, isRedisReachable, startTestRedisServer } from "./test-server.ts";

test.skipIf(!canStartRedis())(
  "a server whose free port was taken meanwhile is started on another one",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "test-programs-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [program, mark] = [join(folder, "redis-server"), join(folder, "refused")];
    const path = process.env.PATH ?? "";
    const script = [
      "#!/bin/sh",
      `[ -e ${mark} ] || { touch ${mark}; exit 1; }`,
      `PATH="${path}" exec redis-server "$@"`,
    ];
    writeFileSync(program, script.join("\n"));
    chmodSync(program, 0o755);
    vi.stubEnv("PATH", `${folder}:${path}`);
    onTestFinished(() => void vi.unstubAllEnvs());

    const server = await startTestRedisServer();
    onTestFinished(() => server.stop());
    expect(existsSync(mark)).toBe(true);
    expect(await isRedisReachable(server.url)).toBe(true);
  },
);

test.skipIf(!canStartRedis())("a server on a port that is in use is refused with what it said", async () => {
  const first = await startTestRedisServer();
  onTestFinished(() => first.stop());
  await expect(startTestRedisServer({ port: first.port })).rejects.toThrow(/in use/);
});
