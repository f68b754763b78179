import type { OpenChat } from "@aegis-stack/runtime/ai/chat-page";
import { Link } from "react-router";

/** The list, for the button that opens it. */
export const CONVERSATIONS_ID = "conversations";

/** The list beside the conversation; on a small screen it opens over it, by the browser alone. */
export const Conversations = ({ conversations, conversation }: OpenChat) => (
  <nav
    id={CONVERSATIONS_ID}
    popover="auto"
    aria-label="Conversations"
    className="m-auto w-[min(24rem,calc(100vw-2rem))] rounded-md border border-line bg-panel p-2 text-ink lg:static lg:m-0 lg:block lg:w-full lg:border-0 lg:bg-canvas lg:p-0"
  >
    <ul>
      {[{ id: undefined, title: "New conversation" }, ...conversations].map(({ id, title }) => (
        <li key={id ?? "new"}>
          <Link
            to={id ? `/chat/${id}` : "/chat"}
            className={`block truncate rounded-md px-3 py-1.5 hover:bg-sunken aria-[current=page]:bg-sunken aria-[current=page]:font-medium ${id ? "" : "text-accent"}`}
            aria-current={id === conversation?.id ? "page" : undefined}
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);
