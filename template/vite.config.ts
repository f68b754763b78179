import { compressedAssets, nativeModules } from "@aegis-stack/runtime/frontend/vite";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

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
            codeSplitting: {
              groups: [
                // Few files: dozens of small ones weigh more, since each is packed by itself, and ask more often.
                { name: "shared", test: /components\/frontend\//, minShareCount: 2 },
                { name: "auth", test: /components\/frontend\/auth\// }, // aegis:auth
              ],
            },
          },
        },
      },
    },
  },
  plugins: [
    nativeModules({ load: (specifier) => import(specifier) }),
    tailwindcss(),
    reactRouter(),
    compressedAssets(),
  ],
});
