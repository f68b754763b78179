import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { ComponentFrame } from "../component-frame.tsx";
import { OwnCommand } from "../own-command.tsx";
import { load } from "../page-context.ts";
import { Step, Steps } from "../steps.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { Users } from "./users.tsx";

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.accounts(new URL(request.url).searchParams));

export default function AuthPage() {
  const { figures, list, fault, search, own } = useLoaderData<typeof loader>();
  return (
    <ComponentFrame
      group="services"
      name="auth"
      fault={fault}
      facts={
        figures && (
          <Facts>
            <Fact name="Accounts">{figures.accounts}</Fact>
            <Fact name="Admins">{figures.admins}</Fact>
            <Fact name="New in 24 h">{figures.lately}</Fact>
            <Fact name="Deactivated">{figures.deactivated}</Fact>
            <Fact name="Sessions">{figures.sessions}</Fact>
            <Fact name="Locked addresses">{figures.locked}</Fact>
          </Facts>
        )
      }
    >
      {list && <Users report={list} search={search} own={own} />}
      <Steps>
        <Step term={<TextLink to="audit">Audit log</TextLink>}>
          Changes made on these pages, by the API or by a command.
        </Step>
        <Step term={<OwnCommand>ops users create EMAIL --role admin</OwnCommand>}>
          Creates an account; its owner chooses the password by a link.
        </Step>
        <Step term={<OwnCommand>ops users --help</OwnCommand>}>The same operations in a terminal.</Step>
      </Steps>
    </ComponentFrame>
  );
}
