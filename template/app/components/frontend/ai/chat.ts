import { createChatPage } from "@aegis-stack/runtime/ai/chat-page/server";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { APP_NAME } from "#app/core/constants.ts";
import { ai } from "#app/services/ai/index.ts";

/** What the page shows, and what its forms do. */
export const { loader, action } = createChatPage({ ai, name: APP_NAME, path: "/chat", context: pageContext });
