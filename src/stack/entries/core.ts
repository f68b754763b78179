import { type Claim, type Entry, entry } from "../entry.ts";

/** The three components that make an application of it, whatever else was chosen. */
export const coreEntries: readonly Entry[] = [
  entry({
    name: "backend",
    kind: "component",
    title: "Backend",
    gives: "an HTTP API with validation, OpenAPI, health and security settled",
    status: "available",
    always: true,
    containers: [{ name: "web", gives: "API and pages in one process" }],
    claims: [
      {
        paths: ["app/components/backend/"],
        dependencies: ["fastify", "fastify-type-provider-zod"],
      },
    ],
  }),
  entry({
    name: "frontend",
    kind: "component",
    title: "Frontend",
    gives: "server-rendered React pages and Overseer, in the backend's process",
    status: "available",
    always: true,
    claims: [
      {
        paths: ["app/components/frontend/", "react-router.config.ts", "vite.config.ts"],
        dependencies: ["react", "react-dom", "react-router"],
        devDependencies: [
          "@react-router/dev",
          "@tailwindcss/vite",
          "@types/react",
          "@types/react-dom",
          "tailwindcss",
          "vite",
        ],
        scripts: ["build"],
      },
      {
        when: "auth|ai",
        paths: ["app/components/frontend/ui/button.tsx", "app/components/frontend/ui/status-mark.tsx"],
      },
      { when: "auth=org|ai", paths: ["app/components/frontend/ui/confirm.tsx"] },
    ],
  }),
  entry({
    name: "cli",
    kind: "component",
    title: "CLI",
    gives: "the application's own commands",
    status: "available",
    always: true,
    commands: [
      { name: "dev", gives: "everything in one process, reloading on change" },
      { name: "start", gives: "the same for production" },
      { name: "test", gives: "the application's tests" },
      { name: "check", gives: "types, lint and format" },
    ],
    claims: [{ paths: ["app/cli/"] }],
  }),
];

export const coreClaims: readonly Claim[] = [
  {
    paths: [
      "app/application.ts",
      "app/core/",
      "app/entrypoints/",
      "app/services/overview/",
      "app/services/system/",
      "docs/",
      "tests/",
      ".dockerignore",
      ".env.example",
      ".github/",
      ".gitattributes",
      ".gitignore",
      ".node-version",
      "AGENTS.md",
      "Dockerfile",
      "README.md",
      "biome.json",
      "knip.json",
      "compose.yaml",
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "vitest.config.ts",
    ],
    dependencies: ["@aegis-stack/runtime", "pino", "zod"],
    devDependencies: ["@biomejs/biome", "@types/node", "typescript", "vitest"],
    scripts: ["check", "dev", "format", "start", "test"],
  },
  { when: "packed-runtime", paths: ["vendor/"] },
  { when: "node-pin", devDependencies: ["node"] },
];
