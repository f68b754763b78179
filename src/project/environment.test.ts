import { delimiter } from "node:path";
import { expect, test } from "vitest";
import { developmentEnvironment, isForProduction, machineEnvironment, machinePath } from "./environment.ts";

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

test("what is installed, checked and started for development knows nothing of production", () => {
  const given = {
    HOME: "/home/me",
    NODE_ENV: "production",
    npm_config_omit: "dev",
    NPM_CONFIG_PRODUCTION: "true",
  };
  expect(isForProduction(given)).toBe(true);
  expect(isForProduction({ NODE_ENV: "test", HOME: "/home/dev" })).toBe(false);
  const { PATH: _, ...kept } = developmentEnvironment({ ...given, PATH: "/usr/bin" });
  expect(kept).toEqual({ HOME: "/home/me" });
});
