import { expect, test } from "vitest";
import { baseSettings, checkSettings } from "../settings/index.ts";
import { httpSettings } from "./settings.ts";

const shape = { ...baseSettings, ...httpSettings };
const faultsOf = (environment: Record<string, string>, role: "dev" | "web" = "web") =>
  checkSettings(shape, role, environment).faults;

test("TRUST_PROXY=true is refused in production, with both forms that say which proxies there are", () => {
  expect(faultsOf({ TRUST_PROXY: "true" }, "dev")).toEqual([]);
  const [fault] = faultsOf({ NODE_ENV: "production", TRUST_PROXY: "true" });
  expect(fault).toMatch(/^TRUST_PROXY: must not be true in production.*number, such as 1,.*10\.0\.0\.0\/8/);
  for (const TRUST_PROXY of ["1", "2", "10.0.0.0/8,127.0.0.1", "fd00::/16, ::1"])
    expect(faultsOf({ NODE_ENV: "production", TRUST_PROXY })).toEqual([]);
});

test.each([
  "0.0.0.0/0",
  "::/0",
  "0.0.0.0/1,128.0.0.0/1",
  "10.0.0.0/33",
  "11",
  "-1",
  "loopback",
  "10.0.0",
  ",",
])("TRUST_PROXY=%s names no proxies", (TRUST_PROXY) => expect(faultsOf({ TRUST_PROXY })).toHaveLength(1));

test("a password may hold a dollar sign and whatever follows", () => {
  expect(faultsOf({ OVERSEER_PASSWORD: `$${"{correct}"} $horse` })).toEqual([]);
});

test.each(["127.0.0.1", "0.0.0.0", "::", "::1", "localhost", "app.internal"])(
  "HOST=%s is accepted",
  (HOST) => {
    expect(faultsOf({ HOST })).toEqual([]);
  },
);
