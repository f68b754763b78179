import type { LinkedProvider } from "@aegis-stack/runtime/auth";
import { Form, useLoaderData } from "react-router";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { Outcome } from "../form/outcome.ts";
import { OutcomeMessage } from "../form/outcome-message.tsx";

/** Which providers open the account, on the account page. */
export function ProvidersSection({ outcome }: { outcome: Outcome | undefined }) {
  const { providers } = useLoaderData<{ providers: LinkedProvider[] }>();
  if (providers.length === 0) return null;
  const isAbout = outcome?.form === "unlink" || outcome?.form === "link";
  return (
    <Panel id="providers" title="Other ways to sign in">
      {isAbout && (
        <div className="border-b border-line p-4">
          <OutcomeMessage id="providers-outcome" outcome={outcome} />
        </div>
      )}
      <ul className="divide-y divide-line">
        {providers.map(({ id, name, isLinked }) => (
          <li key={id} className="flex min-h-14 items-center justify-between gap-4 px-4 py-2">
            <p className="font-medium">
              {name}
              {isLinked && <span className="font-normal text-muted"> · linked</span>}
            </p>
            <Form method="post" {...(!isLinked && { action: "/sign-in/provider" })} reloadDocument>
              <input type="hidden" name="provider" value={id} />
              {isLinked ? (
                <input type="hidden" name="form" value="unlink" />
              ) : (
                <input type="hidden" name="next" value="/account?done=link" />
              )}
              <Button type="submit" aria-label={`${isLinked ? "Unlink" : "Link"} ${name}`}>
                {isLinked ? "Unlink" : "Link"}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
