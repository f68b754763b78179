import { createRequestServer } from "../commands/server/request-server.ts";

/** Requests of a test's server, which `testServer` creates, as the commands send them. */
export const requestFrom = (url: string, password?: string) =>
  createRequestServer({
    server: {
      name: "my-app",
      applicationId: "my-app:0123456789abcdef",
      url: () => url,
      password: () => password,
      headers: () => ({}),
    },
    holds: "the records",
  });
