import type { Config } from "@react-router/dev/config";

export default {
  appDirectory: "app/components/frontend",
  // The whole list of routes comes with the first page. Asked for piece by piece, as is the default, the server would
  // match every beginning of a path that a client names, which takes time that grows by the square of its length.
  routeDiscovery: { mode: "initial" },
  // A test builds beside, so as not to disturb a server that runs from build/.
  buildDirectory: process.env.UI_BUILD_DIRECTORY ?? "build",
} satisfies Config;
