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

/** Those of the chat page. */
const CHAT_LIBRARIES = [
  "@ai-sdk/react",
  "ai",
  "@aegis-stack/runtime/ai/chat-page",
  "@aegis-stack/runtime/ai/markdown",
];

/** The modules of the pages that two or more of them load. */
const SHARED_CHUNK = { name: "shared", test: /components\/frontend\//, minShareCount: 2 };

/**
 * How libraries and pages are bundled for browsers. The pages come in few files: dozens of small ones weigh more, since each is
 * compressed by itself, and need more requests.
 *
 * @param chunks folders of `app/components/frontend` that become a file each
 * @param hasChat whether one of the pages is a chat
 */
export function bundling(chunks: readonly string[], hasChat: boolean): Plugin {
  const folders = chunks.map((name) => ({ name, test: new RegExp(`components/frontend/${name}/`) }));
  const output = { codeSplitting: { groups: [SHARED_CHUNK, ...folders] } };
  return {
    name: "bundling",
    config: () => ({
      optimizeDeps: { include: hasChat ? [...PAGE_LIBRARIES, ...CHAT_LIBRARIES] : PAGE_LIBRARIES },
      environments: { client: { build: { rolldownOptions: { output } } } },
    }),
  };
}
