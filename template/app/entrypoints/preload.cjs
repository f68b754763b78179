// What has to happen before the first line of TypeScript is read. In old syntax on purpose: it must run on the very
// versions of Node that it turns away.
var needed = [22, 22];
var found = process.versions.node.split(".").map(Number);

if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  process.stderr.write(
    "This application needs Node " +
      needed.join(".") +
      " or later, and this is Node " +
      process.versions.node +
      ".\n" +
      "Install a newer one from https://nodejs.org, or run `npm install --save-dev node@24` to have it for this application alone.\n",
  );
  process.exit(1);
}

// The tools that build the pages read a path as an address, or decode it, whoever calls them.
var path = __dirname.replace(/^[a-z]:/i, "");
if (process.platform === "win32") path = path.replace(/\\/g, "/");
var buildsPages =
  require.main === module || /(?:watch|dev)\.ts$|react-router.dev.bin\.cjs$/.test(process.argv[1] || "");
var wrong = /[#?%*:\\]/.exec(path);

if (buildsPages && wrong !== null) {
  process.stderr.write(
    "The folder of this application holds " +
      JSON.stringify(wrong[0]) +
      ", with which the tools that build its pages do not work: " +
      __dirname +
      "\nMove the application to a folder without # ? % * : and backslashes in its path.\n",
  );
  process.exit(1);
}

// What this process writes, from the cache below to the database, only the user that runs it can read. Threads share the
// umask and may not set it; what is built may be served by another user.
var builds = /react-router.dev.bin\.cjs$/.test(process.argv[1] || "");
if (!builds && require("node:worker_threads").isMainThread) process.umask(0o077);

// Node keeps what it made of each module, types stripped and compiled: the next start takes a third less, and does
// not even load what strips types. Where the folder cannot be written to, nothing is kept.
require("node:module").enableCompileCache(require("node:path").join(__dirname, "../../data/compiled"));

// #region aegis:database
// Drizzle's package.json has 180 kB, and Node reads it again for each of a hundred ES modules: 200 ms. The same code as
// CommonJS is there in 30. For everyone alike, so that there is one instance of it.
require("node:module").registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier.indexOf("drizzle-") !== 0) return next(specifier, context);
    return next(specifier, Object.assign({}, context, { conditions: ["node", "require"] }));
  },
});
// #endregion aegis:database
