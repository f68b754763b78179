import { expect, onTestFinished, test } from "vitest";
import { builtPages } from "./build.ts";
import { startServer } from "./start-server.ts";

const PLACE = "file:/dev/null/nowhere-5d1/app.db"; // aegis:database=sqlite
// const PLACE = "postgres://someone:secret@127.0.0.1:1/nowhere-5d1"; // aegis:database=postgres

test("a form that fails because the database is away tells visitors nothing of it, and operators the cause", async () => {
  const server = await startServer({
    mode: "production",
    directory: await builtPages(),
    environment: { DATABASE_URL: PLACE },
  });
  onTestFinished(() => server.stop());
  for (const path of ["/sign-in", "/forgotten-password", "/sign-in.data"]) {
    const response = await fetch(server.url + path, {
      method: "POST",
      body: new URLSearchParams({ email: "ada@example.com", password: "a good long password" }),
    });
    const body = await response.text();
    expect([path, response.status]).toEqual([path, 503]);
    expect(body).toContain("The application cannot answer at the moment.");
    expect(body).not.toMatch(/nowhere-5d1|127\.0\.0\.1:1|DATABASE_URL|database\./);
    const requestId = response.headers.get("x-request-id");
    await expect
      .poll(() => server.logged().find((line) => line.requestId === requestId && line.err)?.err?.message)
      .toMatch(/nowhere-5d1|127\.0\.0\.1:1/);
  }
});
