import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { compressedAssets } from "./app/components/frontend/compressed-assets.ts";
import { nativeModules } from "./app/components/frontend/native-modules.ts";

export default defineConfig({
  publicDir: "app/components/frontend/public",
  // Known from the start: a dependency that is only found with the second page reloads that page under its reader.
  optimizeDeps: {
    include: [
      "react",
      "react/jsx-runtime",
      "react/jsx-dev-runtime",
      "react-dom/client",
      "react-router",
      "react-router/dom",
      "zod",
    ],
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // Few files: dozens of small ones weigh more, since each is packed by itself, and ask more often.
            codeSplitting: {
              groups: [
                { name: "shared", test: /components\/frontend\//, minShareCount: 2 },
                { name: "auth", test: /components\/frontend\/auth\// }, // aegis:auth
                { name: "overseer", test: /components\/frontend\/overseer\// },
              ],
            },
          },
        },
      },
    },
  },
  plugins: [nativeModules(), tailwindcss(), reactRouter(), compressedAssets()],
});
