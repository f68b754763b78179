#!/usr/bin/env node
// Plain JavaScript, since a Node that is too old cannot read anything else: it is told so first.
import "@aegis-stack/runtime/preload";

await import("./main.ts");
