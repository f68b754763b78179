import type { Config } from "@react-router/dev/config";

export default {
  appDirectory: "app/components/frontend",
  // A test builds beside, so as not to disturb a server that runs from build/.
  buildDirectory: process.env.UI_BUILD_DIRECTORY ?? "build",
} satisfies Config;
