import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { load } from "../page-context.ts";
import { Definition, DefinitionList } from "../ui/definition-list.tsx";
import { OuterLink } from "../ui/outer-link.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useOverseer } from "../use-overseer.ts";

export const loader = ({ context, params: { mail = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.oneMail(mail));

/** A message as its reader would see it, and as text. Nothing in it runs, is loaded from elsewhere or can be clicked. */
export default function OneMailPage() {
  const { id, subject, from, to, sentAt, text, preview, links } = useLoaderData<typeof loader>();
  const { snapshot } = useOverseer();
  return (
    <div className="space-y-8">
      <title>{`${subject} · ${snapshot.health.application.name}`}</title>
      <header>
        <p>
          <TextLink to="/services/mail">mail</TextLink>
        </p>
        <h1 className="text-2xl font-semibold [overflow-wrap:anywhere]">{subject}</h1>
        <p className="mt-1 text-muted [overflow-wrap:anywhere]">{id}</p>
      </header>
      <Panel id="about" title="Who is it from, and to?">
        <DefinitionList>
          <Definition name="From">{from}</Definition>
          <Definition name="To">{to}</Definition>
          <Definition name="Written">
            <RelativeTime at={sentAt} />
          </Definition>
        </DefinitionList>
      </Panel>
      <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
        <Panel id="html" title="As HTML">
          <iframe
            title="The message as HTML"
            sandbox=""
            srcDoc={preview}
            className="block h-[32rem] w-full"
          />
        </Panel>
        <div className="min-w-0 space-y-8">
          <Panel id="text" title="As text">
            <pre className="overflow-auto px-4 py-3 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
              {text}
            </pre>
          </Panel>
          <Panel id="links" title="Where does it lead?">
            {links.length === 0 && <p className="px-4 py-3 text-muted">It holds no link.</p>}
            <ul className="divide-y divide-line">
              {links.map((link) => (
                <li key={link} className="px-4 py-2 [overflow-wrap:anywhere]">
                  <OuterLink href={link}>{link}</OuterLink>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
      </div>
    </div>
  );
}
