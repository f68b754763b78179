import { expect, test } from "vitest";
import { deliverRuntime } from "../../scripts/runtime/deliver.ts";
import { createTarball } from "../../scripts/runtime/tarball.ts";
import type { Lockfile } from "../../src/render/lock-graph.ts";
import { toJson } from "../../src/render/manifest.ts";
import { packed } from "../runtime/packed.ts";
import { type Application, edited, evolved, init, same, template, textIn } from "./application.ts";

/** The template with another build of the runtime. */
const newer = deliverRuntime(
  template,
  createTarball(new Map([...packed, ["README.md", Buffer.from("# Another build\n")]])),
  "packed",
);

const tarballsIn = ({ files }: Application) => [...files.keys()].filter((path) => path.startsWith("vendor/"));
const runtimeIn = (application: Application) => {
  const lock: Lockfile = JSON.parse(textIn(application, "package-lock.json"));
  return lock.packages["node_modules/@aegis-stack/runtime"];
};

/** What `npm install` of an unrelated package leaves. */
function withOwnPackage(application: Application): Application {
  const manifest = JSON.parse(textIn(application, "package.json"));
  const lock = JSON.parse(textIn(application, "package-lock.json"));
  manifest.dependencies.tiny = "1.0.0";
  lock.packages[""].dependencies.tiny = "1.0.0";
  lock.packages["node_modules/tiny"] = { version: "1.0.0", integrity: "sha512-own" };
  return edited(application, { "package.json": toJson(manifest), "package-lock.json": toJson(lock) });
}

test("an update replaces the tarball, and package.json and the lock name the new one", () => {
  const fresh = init("database", newer);
  const { application } = evolved(withOwnPackage(init("database")), same, newer);
  expect(tarballsIn(application)).toEqual(tarballsIn(fresh));
  expect(tarballsIn(application)).toHaveLength(1);
  expect(runtimeIn(application)).toEqual(runtimeIn(fresh));
  expect(runtimeIn(application)?.resolved).toBe(`file:${tarballsIn(fresh)[0]}`);
  const { dependencies } = JSON.parse(textIn(application, "package.json"));
  expect(dependencies).toMatchObject({
    "@aegis-stack/runtime": `file:${tarballsIn(fresh)[0]}`,
    tiny: "1.0.0",
  });
});

test("a tarball that its owner has changed stays beside the new one", () => {
  const start = init("database");
  const [path = ""] = tarballsIn(start);
  const { application, plan } = evolved(edited(start, { [path]: new Uint8Array([0, 1]) }), same, newer);
  expect(plan.find((change) => change.path === path)).toMatchObject({ kind: "keep", kept: "edited" });
  expect(tarballsIn(application)).toHaveLength(2);
});
