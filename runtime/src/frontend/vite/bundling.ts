import type { Plugin } from "vite";

/** Known from the start: a library that is only found with the second page reloads that page under its reader. */
const PAGE_LIBRARIES = [
  "react",
  "react/jsx-runtime",
  "react/jsx-dev-runtime",
  "react-dom/client",
  "react-router",
  "react-router/dom",
  "zod",
];

/** The modules of the pages that two or more of them load. */
const SHARED_CHUNK = { name: "shared", test: /components\/frontend\//, minShareCount: 2 };

/**
 * How libraries and pages are bundled for browsers. The pages come in few files: dozens of small ones weigh more, since each is
 * compressed by itself, and need more requests.
 *
 * @param chunks folders of `app/components/frontend` that become a file each
 */
export function bundling(chunks: readonly string[]): Plugin {
  const folders = chunks.map((name) => ({ name, test: new RegExp(`components/frontend/${name}/`) }));
  const output = { codeSplitting: { groups: [SHARED_CHUNK, ...folders] } };
  return {
    name: "bundling",
    config: () => ({
      optimizeDeps: { include: PAGE_LIBRARIES },
      environments: { client: { build: { rolldownOptions: { output } } } },
    }),
  };
}
