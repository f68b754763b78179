import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { aegis, quick, temporaryFolder } from "../command.ts";
import { finding, findingsIn } from "./findings.ts";

const cwd = temporaryFolder();
const folder = join(cwd, "shop");
const SECRET = "correct-horse-battery";

/** A server that says what it is told to, on a port of its own. */
async function server(answer: (heard: string, socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (chunk) => answer(chunk.toString("latin1"), socket));
  }).listen(0, "127.0.0.1");
  await once(listening, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  const address = listening.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const set = (...lines: string[]) => writeFileSync(join(folder, ".env"), `${lines.join("\n")}\n`);
const postgres = (port: number) =>
  set("PORT=0", `DATABASE_URL=postgres://me:${SECRET}@127.0.0.1:${port}/shop`);
const redis = (port: number) => set("PORT=0", `REDIS_URL=redis://:${SECRET}@127.0.0.1:${port}`);

test("first of all there is an application", async () => {
  expect((await aegis(["init", "shop", ...quick], { cwd })).code).toBe(0);
});

test("PostgreSQL is known by the answer that it gives before anybody says who he is", async () => {
  postgres(await server((_heard, socket) => socket.write("N")));
  expect(await finding(folder, "postgresql")).toMatchObject({ status: "ok" });
});

test.each([
  [
    "something else answers",
    (_: string, socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    "is not PostgreSQL",
  ],
  ["it hangs up", (_: string, socket: Socket) => socket.destroy(), "closed before a response"],
  ["it is silent", () => {}, "no response came within 3 seconds"],
])("where %s, it says so and shows no password", async (_name, answer, said) => {
  postgres(await server(answer));
  const { text, findings } = await findingsIn(folder);
  expect(findings.find(({ check }) => check === "postgresql")?.message).toContain(said);
  expect(text).not.toContain(SECRET);
});

test("where nobody listens", async () => {
  postgres(1);
  expect(await finding(folder, "postgresql")).toMatchObject({
    status: "problem",
    message: "PostgreSQL does not respond at 127.0.0.1:1: no process listens there.",
  });
});

test.each([
  ["+OK\r\n+PONG\r\n", "ok", "responds at"],
  [
    "-WRONGPASS invalid\r\n-NOAUTH Authentication required.\r\n",
    "problem",
    "refuses the user or the password",
  ],
  ["+OK\r\n-LOADING Redis is loading\r\n", "warning", "still loading"],
  ["220 mail.example.com ready\r\n\r\n", "problem", "is not Redis"],
])("Redis that says %j", async (answer, status, said) => {
  redis(await server((heard, socket) => void (heard.includes("PING") && socket.write(answer))));
  const { text, findings } = await findingsIn(folder);
  expect(findings.find(({ check }) => check === "redis")).toMatchObject({
    status,
    message: expect.stringContaining(said),
  });
  expect(text).not.toContain(SECRET);
});

test("a port that is taken is told with who took it", async () => {
  const port = await server(() => {});
  set(`PORT=${port}`);
  const found = await finding(folder, "port");
  expect(found?.status).toBe("problem");
  expect(found?.message).toContain(`Port ${port} is taken by `);
  if (process.platform === "linux") expect(found?.message).toContain(`(process ${process.pid}, started in `);
});
