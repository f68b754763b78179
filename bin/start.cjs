"use strict";

var nodeModule = require("node:module");
if (typeof nodeModule.enableCompileCache === "function") nodeModule.enableCompileCache();

import("../dist/main.mjs").then(
  (command) => command.main(process.argv.slice(2)),
  (error) => {
    process.stderr.write(
      `aegis is not complete: ${error.message}\nInstall it again; in a checkout, run: npm run build\n`,
    );
    process.exitCode = 3;
  },
);
