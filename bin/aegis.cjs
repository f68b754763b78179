#!/usr/bin/env node
"use strict";

// Old syntax on purpose: this file must be readable by any Node, so that it can say a sentence instead of failing.
var wanted = [20, 12];
var found = process.versions.node.split(".").map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    "aegis needs Node " +
      wanted.join(".") +
      " or later, and this is " +
      process.versions.node +
      ": install Node 24 from https://nodejs.org and run the command again.\n",
  );
  process.exit(1);
}

// Apart from this file, since the oldest Nodes cannot even read import().
require("./start.cjs");
