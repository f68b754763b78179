import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { requestHealth } from "./request-health.ts";

test("a server that never answers is not waited for", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  await expect(
    requestHealth({ name: "my-app", url, password: undefined, timeoutMs: 50 }),
  ).rejects.toMatchObject({
    code: "server.silent",
    message: `The server at ${url} has not answered within 0.05 seconds.`,
  });
  silent.close();
});
