import { onTestFinished } from "vitest";
import { createServer } from "./server.ts";

/** The application's server, without a port: send requests by `app.inject`. It is closed after the test. */
export async function testServer() {
  const app = await createServer();
  onTestFinished(() => app.close());
  return { app };
}
