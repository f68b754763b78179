import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { DetailFrame } from "../detail-frame.tsx";
import { load } from "../page-context.ts";
import { Definition, DefinitionList } from "../ui/definition-list.tsx";
import { OuterLink } from "../ui/outer-link.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

export const loader = ({ context, params: { mail = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.oneMail(mail));

/** A message as its reader would see it, and as text. Nothing in it runs, is loaded from elsewhere or can be clicked. */
export default function OneMailPage() {
  const { id, subject, from, to, sentAt, text, preview, links } = useLoaderData<typeof loader>();
  return (
    <DetailFrame
      parent={{ path: "/services/mail", name: "mail" }}
      heading={subject}
      summary={<p className="mt-1 text-muted [overflow-wrap:anywhere]">{id}</p>}
    >
      <Panel id="headers" title="Headers">
        <DefinitionList>
          <Definition name="From">{from}</Definition>
          <Definition name="To">{to}</Definition>
          <Definition name="Date">
            <RelativeTime at={sentAt} />
          </Definition>
        </DefinitionList>
      </Panel>
      <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
        <Panel id="html" title="HTML">
          <iframe title="HTML preview" sandbox="" srcDoc={preview} className="block h-[32rem] w-full" />
        </Panel>
        <div className="min-w-0 space-y-8">
          <Panel id="text" title="Plain text">
            <pre className="overflow-auto px-4 py-3 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
              {text}
            </pre>
          </Panel>
          <Panel id="links" title="Links">
            {links.length === 0 && <p className="px-4 py-3 text-muted">No links.</p>}
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
    </DetailFrame>
  );
}
