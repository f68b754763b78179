import { delimiter } from "node:path";
import { expect, test } from "vitest";
import { machineEnvironment, machinePath } from "./environment.ts";

test("folders that npm put first are left out", () => {
  const path = ["/repo/node_modules/.bin", "/x/node-gyp-bin", "/usr/local/bin", "/usr/bin"].join(delimiter);
  expect(machinePath(path)).toBe(["/usr/local/bin", "/usr/bin"].join(delimiter));
});

test("what npm says of another package is left out, what the person set stays", () => {
  const environment = machineEnvironment({
    PATH: ["/repo/node_modules/.bin", "/usr/bin"].join(delimiter),
    HOME: "/home/me",
    npm_config_registry: "https://registry.example/",
    npm_package_name: "aegis-stack",
    npm_lifecycle_event: "npx",
    npm_config_local_prefix: "/repo",
  });
  expect(environment).toEqual({
    PATH: ["/usr/bin", "/repo/node_modules/.bin"].join(delimiter),
    HOME: "/home/me",
    npm_config_registry: "https://registry.example/",
  });
});
