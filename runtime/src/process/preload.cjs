// What has to happen before the first line of TypeScript is read: `node --require @aegis-stack/runtime/preload`. In old
// syntax on purpose, and not an ES module: it must run on the very versions of Node that it turns away.
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

var fs = require("node:fs");
var path = require("node:path");

/** The folder that holds package.json, of the script that this process runs: its own command is started from any folder. */
function findApplication() {
  var script = process.argv[1];
  if (script === undefined || !fs.existsSync(script)) return process.cwd();
  // A script of a library, in a child process or a thread, belongs to the application that it is installed in.
  var folder = fs.realpathSync(script).split(/[\\/]node_modules[\\/]/)[0];
  for (; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, "package.json"))) return folder;
  }
  return process.cwd();
}

// What this process writes, from the cache below to the database, only the user that runs it can read. Threads share the
// umask and may not set it.
if (require("node:worker_threads").isMainThread) process.umask(0o077);

// Node keeps what it made of each module, types stripped and compiled: the next start takes a third less, and does
// not even load what strips types. Where the folder cannot be written to, nothing is kept.
var application = findApplication();
require("node:module").enableCompileCache(path.join(application, "data/compiled"));

/** Whether this process serves production. What develops and tests an application uses what is installed. */
function isProduction() {
  if (process.env.NODE_ENV !== undefined) return process.env.NODE_ENV === "production";
  return /[\\/]entrypoints[\\/](?!dev\.)/.test(process.argv[1] || "");
}

var libraries = isProduction() ? require("./built-libraries.cjs").findBuiltLibraries(application) : new Map();

// Drizzle's package.json has 180 kB, and Node reads it again for each of a hundred ES modules: 200 ms. The same code as
// CommonJS is there in 30. For everyone alike, so that there is one instance of it.
var drizzleConditions = { conditions: ["node", "require"] };
require("node:module").registerHooks({
  resolve: (specifier, context, next) => {
    var isDrizzle = specifier.indexOf("drizzle-") === 0;
    var found = next(specifier, isDrizzle ? Object.assign({}, context, drizzleConditions) : context);
    var built = libraries.get(found.url);
    return built === undefined ? found : { url: built, format: "module" };
  },
});
