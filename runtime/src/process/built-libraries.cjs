// The libraries that `npm run build` has put into few files: most of a start is finding and opening the hundreds of modules that they
// come in. They stand for the installed files only while every package that is in them has the version that was built.
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

/** Finds by the address of an installed file what was built from it. Empty without a build, and when one is out of date. */
exports.findBuiltLibraries = function findBuiltLibraries(application) {
  const folder = path.join(application, "build/libraries");
  try {
    const { files, versions } = JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));
    for (const [directory, version] of Object.entries(versions)) {
      const manifest = fs.readFileSync(path.join(application, directory, "package.json"), "utf8");
      if (JSON.parse(manifest).version !== version) return new Map();
    }
    const toUrl = (from, name) => pathToFileURL(path.join(from, name)).href;
    return new Map(Object.entries(files).map(([from, to]) => [toUrl(application, from), toUrl(folder, to)]));
  } catch {
    // Not built, or a package of it is gone: the installed files are as good.
    return new Map();
  }
};
