import { frontend } from "@aegis-stack/runtime/frontend/vite";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: "app/components/frontend/public",
  plugins: [
    frontend({
      load: (specifier) => import(specifier),
      chunks: ["auth"], // aegis:auth
      chat: true, // aegis:ai
    }),
    tailwindcss(),
    reactRouter(),
  ],
});
