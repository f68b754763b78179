import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Files } from "../../src/render/file.ts";
import { render } from "../../src/render/render.ts";
import { catalog } from "../../src/stack/catalog.ts";
import { resolve } from "../../src/stack/resolve.ts";
import { type PackageManager, packageManagers } from "../../src/stack/stack.ts";
import { templateFiles } from "../template-files.ts";
import { type Delivery, deliverRuntime, TARBALL_PATH } from "./deliver.ts";

const TEMPLATE = join(import.meta.dirname, "../../template");
const tarball = readFileSync(join(TEMPLATE, TARBALL_PATH));
const NAME = "@aegis-stack/runtime";

function applicationOf(packageManager: PackageManager, delivery: Delivery): Files {
  const stack = resolve(catalog, { asked: [], packageManager, nodePin: false });
  return render(templateFiles(TEMPLATE, delivery), catalog, stack, { name: "shop" });
}

const textIn = (files: Files, path: string) => String(files.get(path)?.content ?? "");
const vendored = (files: Files) => [...files.keys()].filter((path) => path.startsWith("vendor/"));
const MENTIONS = ["Dockerfile", ".gitignore", ".gitattributes", "README.md", "docs/layout.md"];

describe.each(packageManagers)("an application of %s", (manager) => {
  test("holds the tarball under a name of its digest, which package.json names", () => {
    const files = applicationOf(manager, "packed");
    const digest = createHash("sha512").update(tarball).digest("hex").slice(0, 8);
    expect(vendored(files)).toEqual([expect.stringMatching(`-${digest}\\.tgz$`)]);
    const [path = ""] = vendored(files);
    expect(files.get(path)?.content).toEqual(tarball);
    expect(JSON.parse(textIn(files, "package.json")).dependencies[NAME]).toBe(`file:${path}`);
    expect(MENTIONS.filter((mentioning) => !/vendor|\.tgz/.test(textIn(files, mentioning)))).toEqual([]);
    // Both stages that install are built from the one that copies it.
    const dockerfile = textIn(files, "Dockerfile");
    expect(dockerfile).toMatch(/^FROM base AS manifests\n(COPY .*\n)*COPY vendor .*\n/m);
    expect(dockerfile.match(/^FROM manifests AS .*\n(#.*\n)*RUN /gm)).toHaveLength(2);
  });

  test("of a build for the registry has no tarball and no word of one", () => {
    const files = applicationOf(manager, "registry");
    expect(vendored(files)).toEqual([]);
    expect(JSON.parse(textIn(files, "package.json")).dependencies[NAME]).toMatch(/^\d+\.\d+\.\d+$/);
    const mentioning = [...files.keys()].filter((path) => /\bvendor\b|\.tgz/.test(textIn(files, path)));
    expect(mentioning).toEqual([]);
  });
});

test("the lock has the integrity of the tarball, and where it is", () => {
  const files = applicationOf("npm", "packed");
  const { packages } = JSON.parse(textIn(files, "package-lock.json"));
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const resolved = `file:${vendored(files)[0]}`;
  expect(packages[`node_modules/${NAME}`]).toMatchObject({ resolved, integrity });
  expect(packages[""].dependencies[NAME]).toBe(resolved);
});

test("the lock has the libraries of the runtime, each beside it, and no optional peer that was not chosen", () => {
  const { packages } = JSON.parse(textIn(applicationOf("npm", "packed"), "package-lock.json"));
  const { dependencies, peerDependencies, peerDependenciesMeta } = packages[`node_modules/${NAME}`];
  expect(Object.keys(dependencies)).toContain("commander");
  for (const [name, version] of Object.entries(dependencies))
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  // The application's own libraries are some of them, such as the router of its pages.
  const own = { ...packages[""].dependencies, ...packages[""].devDependencies };
  for (const name of Object.keys(peerDependencies)) {
    const isOptional = peerDependenciesMeta[name]?.optional === true;
    expect(`node_modules/${name}` in packages, name).toBe(!isOptional || name in own);
  }
});

test("a template that was delivered before may be delivered again", () => {
  const once = templateFiles(TEMPLATE);
  expect(deliverRuntime(once, tarball, "packed")).toEqual(once);
});
