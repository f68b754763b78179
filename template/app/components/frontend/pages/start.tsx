import type { OperatorAccess } from "@aegis-stack/runtime/operators";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { overview } from "#app/services/overview/overview-service.ts";
import { SignedInAs } from "../auth/signed-in-as.tsx";
import { Panel } from "../ui/panel.tsx";
import { CONTENT_ID, SkipLink } from "../ui/skip-link.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { ThemeToggle } from "../ui/theme-toggle.tsx";

export const loader = async ({ context }: LoaderFunctionArgs) => ({
  ...overview.describe(),
  entries: overview.entries(),
  showsOperations: await showsOperations(context.get(pageContext).access),
});

/** In production the ways to the operations pages are shown to those who may take them; a developer sees where to sign in. */
async function showsOperations(access: () => Promise<OperatorAccess>): Promise<boolean> {
  try {
    const judged = await access();
    // #region aegis:auth
    return judged === "granted" || (judged !== "forbidden" && import.meta.env.DEV);
    // #else
    // return judged === "granted" || import.meta.env.DEV;
    // #endregion
  } catch {
    return false;
  }
}

/** The first page that you will replace. */
export default function Start() {
  const { name, version, entries, showsOperations } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{name}</title>
      <SkipLink />
      <main id={CONTENT_ID} className="mx-auto max-w-3xl space-y-8 px-4 py-8 sm:px-6 sm:py-16">
        <header>
          <div className="flex items-start justify-between gap-4">
            <h1 className="min-w-0 text-2xl font-semibold [overflow-wrap:anywhere]">{name}</h1>
            <ThemeToggle />
          </div>
          <p className="mt-1 text-base text-muted">
            Version {version} runs. This page is yours:{" "}
            <code className="text-ink [overflow-wrap:anywhere]">app/components/frontend/pages/start.tsx</code>
          </p>
          {/* #region aegis:auth */}
          <SignedInAs className="mt-4 border-t border-line pt-4" />
          {/* #endregion */}
          {/* #region aegis:ai */}
          <TextLink to="/chat" className="mt-4 inline-block">
            Chat with this application
          </TextLink>
          {/* #endregion */}
        </header>

        {showsOperations && (
          <nav
            aria-label="Operations"
            className="grid gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3"
          >
            <WayIn to="/overseer" name="Overseer" what="Status, activity and queues" />
            <WayIn to="/docs" name="API reference" what="Every route, ready to try" />
            <WayIn to="/health" name="Health" what="The whole tree, as JSON" />
          </nav>
        )}

        <Panel id="stack" title="What this stack holds">
          <ul className="divide-y divide-line">
            {entries.map((entry) => (
              <li
                key={entry.name}
                className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[6rem_minmax(0,1fr)]"
              >
                <h3 className="font-medium">{entry.name}</h3>
                <div>
                  <p>{entry.summary}</p>
                  <p className="text-xs text-muted">
                    <code>{entry.folder}</code>, see <code>{entry.docs}</code>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Panel>

        <Panel id="next" title="Next">
          <ul className="divide-y divide-line">
            {/* #region aegis:auth */}
            <Command
              line={`npx ${name} ops users create EMAIL --role admin`}
              what="Make the first admin, who may see Overseer"
            />
            {/* #endregion */}
            <Command line="npm test" what="Run the tests; each stands beside the code it tests" />
            <Command line="npm run check" what="Types, lint and format" />
            <Command line={`npx ${name} health`} what="The health tree in a terminal" />
            <Command line={`npx ${name} --help`} what="The application's own commands" />
          </ul>
        </Panel>
      </main>
    </>
  );
}

/** These lead out of the pages' own navigation, so the browser loads them as documents. */
function WayIn({ to, name, what }: { to: string; name: string; what: string }) {
  return (
    <a href={to} className="group bg-panel px-4 py-3 -outline-offset-2 hover:bg-sunken">
      <span className="block font-medium text-accent group-hover:underline">{name}</span>
      <span className="text-muted">{what}</span>
    </a>
  );
}

function Command({ line, what }: { line: string; what: string }) {
  return (
    <li className="grid gap-x-6 px-4 py-2 sm:grid-cols-[15rem_minmax(0,1fr)]">
      <code className="font-medium">{line}</code>
      <span className="text-muted">{what}</span>
    </li>
  );
}
