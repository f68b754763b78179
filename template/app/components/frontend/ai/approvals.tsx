import { Form } from "react-router";
import { Button } from "../ui/button.tsx";
import type { OpenChat } from "./read-page.ts";

/** What a model wants to do, and may not before its user has confirmed it. */
export function Approvals({ approvals }: Pick<OpenChat, "approvals">) {
  if (approvals.length === 0) return null;
  return (
    <section aria-labelledby="approvals" className="rounded-md border border-info bg-panel">
      <h2 id="approvals" className="px-4 pt-3 font-semibold">
        Waits for your confirmation
      </h2>
      <ul className="divide-y divide-line">
        {approvals.map(({ id, tool, summary }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
            <p className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
              {summary} <code className="text-muted">{tool}</code>
            </p>
            <Form method="post" preventScrollReset className="flex gap-2">
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="summary" value={summary} />
              <Button type="submit" name="ask" value="refuse" aria-label={`Refuse: ${summary}`}>
                Refuse
              </Button>
              <Button
                type="submit"
                name="ask"
                value="confirm"
                look="primary"
                aria-label={`Confirm: ${summary}`}
              >
                Confirm
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
