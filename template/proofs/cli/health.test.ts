import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { healthReport } from "@aegis-stack/runtime/health";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { followOutput } from "../child-output.ts";
import { PRELOAD_FLAGS } from "../preloaded.ts";
import { productionSettings } from "../production-settings.ts";
import { runCli } from "./run-cli.ts";

const SERVER = fileURLToPath(new URL("../serve/server.ts", import.meta.url));
const OPERATOR_PASSWORD = "correct horse battery";

async function startServer(environment: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [...PRELOAD_FLAGS, SERVER], {
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      DATABASE_URL: process.env.DATABASE_URL, // aegis:database
      ...(environment.NODE_ENV === "production" && productionSettings),
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [, url = ""] = await followOutput(child).waitFor(/listens at (http:\/\/[\d.:]+)/);
  return { url, child };
}

describe("a server that runs", () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer({ NODE_ENV: "test" });
  });
  afterAll(() => server.child.kill());

  test("is shown as a tree, without colours away from a terminal", async () => {
    const { exitCode, stdout, stderr } = await runCli(["health", "--url", server.url]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^my-app \S+ {2}✔ ready\n/);
    expect(stdout).toMatch(/[├└]─ .*backend.*\n/);
    expect(stdout).toMatch(/[├└]─ . process {2}\w+ {2}.* ms\)/);
    expect(stdout).not.toContain("\u001b");
  });

  test("is told to programs as the API answers it", async () => {
    const { exitCode, stdout } = await runCli(["health", "--json", "--url", server.url]);
    expect(exitCode).toBe(0);
    const report = healthReport.parse(JSON.parse(stdout));
    expect(report.ready).toBe(true);
    expect(report.tree.name).toBe("my-app");
  });

  const terminal = process.platform === "linux" && spawnSync("script", ["--version"]).error === undefined;
  test.skipIf(!terminal).each([
    ["coloured", {}, true],
    ["plain where NO_COLOR is set", { NO_COLOR: "1" }, false],
  ])("is %s on a terminal", (_how, environment, coloured) => {
    const command = `'${process.execPath}' app/cli/bin.js health --url ${server.url}`;
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
      env: { PATH: process.env.PATH, NODE_ENV: "test", TERM: "xterm-256color", ...environment },
      encoding: "utf8",
    });
    expect(stdout).toContain("ready");
    expect(stdout.includes("\u001b[32m")).toBe(coloured);
  });
});

describe("a server in production", () => {
  const servers: ChildProcess[] = [];
  afterEach(() => {
    for (const child of servers.splice(0)) child.kill();
  });
  const production = async (environment: Record<string, string> = {}) => {
    const { url, child } = await startServer({ NODE_ENV: "production", ...environment });
    servers.push(child);
    return url;
  };

  test("without a password tells only whether it is ready, and the command says how to see more", async () => {
    const { exitCode, stdout } = await runCli(["health", "--url", await production()]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/✔ ready\n[\s\S]*set OVERSEER_PASSWORD here as it is set for the server/); // aegis:auth
    // expect(stdout).toMatch(/✔ ready\n[\s\S]*set OVERSEER_PASSWORD for the server, and here/); // aegis:!auth
  });

  test("with a password tells everything to a command that has it, and never to one that has not", async () => {
    const url = await production({ OVERSEER_PASSWORD: OPERATOR_PASSWORD });
    const having = await runCli(["health", "--url", url], { OVERSEER_PASSWORD: OPERATOR_PASSWORD });
    expect(having.stdout).toMatch(/─ .*backend/);
    const without = await runCli(["health", "--url", url]);
    expect(without.stdout).toContain("set OVERSEER_PASSWORD here as it is set for the server");
    const wrong = await runCli(["health", "--json", "--url", url], {
      OVERSEER_PASSWORD: "battery staple horse",
    });
    expect(JSON.parse(wrong.stdout)).toMatchObject({
      ready: true,
      details: { closed: true, reason: expect.stringContaining("has another OVERSEER_PASSWORD") },
    });
    expect([having, without, wrong].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  });
});

describe("what answers instead", () => {
  let other: Server;
  afterEach(() => void other?.close());
  async function answering(status: number, body: unknown): Promise<string> {
    other = createServer((_request, response) => response.writeHead(status).end(JSON.stringify(body)));
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  }

  test("nothing: where it looked and how to start the server", async () => {
    const { exitCode, stderr } = await runCli(["health", "--url", "http://127.0.0.1:1"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/No server answers at http:\/\/127\.0\.0\.1:1\. .*\nStart it with `npm run dev`/);
  });

  test.each([200, 404])("another program, with %i: it is not taken for this application", async (status) => {
    const url = await answering(status, { hello: "world" });
    const { exitCode, stdout } = await runCli(["health", "--json", "--url", url]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({ code: "server.unexpected-answer" });
  });

  test("a server that is not ready: the reasons, what is worst on top, and an exit code that tells", async () => {
    const node = (name: string, status: string, children: unknown[] = []) => ({
      name,
      status,
      message: `${name} it is`,
      responseTime: 1,
      lastHealthyAt: null,
      since: "2026-01-01T00:00:00.000Z",
      critical: true,
      metadata: {},
      children,
    });
    const url = await answering(503, {
      status: "unhealthy",
      ready: false,
      reasons: ["database: no answer"],
      checkedAt: "2026-01-01T00:00:00.000Z",
      application: {
        name: "my-app",
        version: "1.0.0",
        commit: null,
        environment: "production",
        node: "v24.0.0",
        platform: "linux x64",
        inContainer: false,
        pid: 1,
        startedAt: "2026-01-01T00:00:00.000Z",
        uptime: 7_500,
      },
      tree: node("my-app", "unhealthy", [
        node("memory", "healthy"),
        node("disk", "warning"),
        node("database", "unhealthy"),
      ]),
    });
    const { exitCode, stdout } = await runCli(["health", "--url", url]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("✖ not ready");
    expect(stdout).toContain("up 2 h 5 min");
    expect(stdout).toContain("✖ database: no answer");
    expect(stdout).toMatch(/├─ ✖ database .*never healthy.*\n├─ ▲ disk .*\n└─ ✔ memory /);
  });

  test.each(["ftp://here", "http://", "::"])("%s is no address", async (address) => {
    const { exitCode, stderr } = await runCli(["health", "--url", address]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("not the address of a server"),
    });
  });
});
