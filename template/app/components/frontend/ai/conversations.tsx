import { Link } from "react-router";
import type { OpenChat } from "./read-page.ts";

/** The list, for the button that opens it. */
export const CONVERSATIONS_ID = "conversations";

const LINK_CLASSES =
  "block truncate rounded-md px-3 py-1.5 hover:bg-sunken aria-[current=page]:bg-sunken aria-[current=page]:font-medium";

interface ConversationsProps {
  conversations: OpenChat["conversations"];
  current: string | undefined;
}

/** The list beside the conversation; on a small screen it opens over it, by the browser alone. */
export const Conversations = ({ conversations, current }: ConversationsProps) => (
  <nav
    id={CONVERSATIONS_ID}
    popover="auto"
    aria-label="Conversations"
    className="m-auto w-[min(24rem,calc(100vw-2rem))] rounded-md border border-line bg-panel p-2 text-ink lg:static lg:m-0 lg:block lg:w-full lg:border-0 lg:bg-canvas lg:p-0"
  >
    <Link
      to="/chat"
      className={`${LINK_CLASSES} text-accent`}
      aria-current={current === undefined ? "page" : undefined}
    >
      New conversation
    </Link>
    <ul>
      {conversations.map(({ id, title }) => (
        <li key={id}>
          <Link
            to={`/chat/${id}`}
            className={LINK_CLASSES}
            aria-current={id === current ? "page" : undefined}
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);
