import type { Config } from "@react-router/dev/config";

export default {
  appDirectory: ".",
  basename: "/overseer",
  // The whole list of routes comes with the first page, so that a page of an older version asks a newer server for nothing,
  // and the server never matches the paths of a query.
  routeDiscovery: { mode: "initial" },
  serverBuildFile: "server.js",
  buildDirectory: process.env.OVERSEER_BUILD_DIRECTORY ?? "build",
} satisfies Config;
