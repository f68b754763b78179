import { expect, test } from "vitest";
import { AppError } from "../../errors/index.ts";
import { isConnectionError, unavailable } from "./unavailable.ts";

const coded = (code: string) => Object.assign(new Error("failed"), { code });

test.each([
  coded("ECONNREFUSED"),
  coded("57P01"),
  coded("08006"),
  // The messages of clients, where they give no code.
  new Error("timeout expired"),
  new Error("timeout exceeded when trying to connect"),
  new Error("Connection terminated unexpectedly"),
  new Error("Connection is closed."),
  new Error("Stream isn't writeable and enableOfflineQueue options is false"),
  new Error("LOADING Redis is loading the dataset in memory"),
])("%s: the server was not reached", (error) => {
  expect(isConnectionError(error)).toBe(true);
});

test.each([
  coded("23505"),
  new Error("WRONGTYPE Operation against a key"),
  unavailable("127.0.0.1:1"),
  new AppError({ code: "a.b", category: "invalid", message: "timeout expired", hint: "" }),
  "timeout expired",
])("%s: it was, or that is not known", (error) => {
  expect(isConnectionError(error)).toBe(false);
});
