import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  useLoaderData,
  useNavigation,
} from "react-router";
import { Panel } from "../../ui/panel.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { answerForm } from "../actions/answer-form.ts";
import { Button } from "../actions/button.tsx";
import { Notices, ReportNotice } from "../actions/report-notice.tsx";
import { useReport } from "../actions/use-report.ts";
import { useOverseer } from "../use-overseer.ts";
import { askedToEnqueue, contractOf, enqueueBy } from "./enqueue.ts";
import { fieldsOf } from "./fields.ts";
import { FormField } from "./form-field.tsx";

export async function loader({ params }: LoaderFunctionArgs) {
  const contract = contractOf(params.contract ?? "");
  if (!contract) throw data(null, { status: 404 });
  const { name, description, queue, attempts, payload } = contract;
  return { ask: crypto.randomUUID(), name, description, queue, attempts, fields: fieldsOf(payload) };
}

export const action = async (sent: ActionFunctionArgs) => {
  const contract = contractOf(sent.params.contract ?? "");
  if (!contract) throw data(null, { status: 404 });
  return answerForm(
    sent,
    askedToEnqueue,
    (asked) => enqueueBy(contract, asked),
    () => ({ action: "tasks enqueue", about: contract.name }),
  );
};

export default function EnqueuePage() {
  const { ask, name, description, queue, attempts, fields } = useLoaderData<typeof loader>();
  const { snapshot } = useOverseer();
  const { state } = useNavigation();
  const report = useReport();
  return (
    <div className="space-y-8">
      <title>{`Enqueue ${name} · ${snapshot.health.application.name}`}</title>
      <header>
        <p>
          <TextLink to="/overseer/components/worker">worker</TextLink>
        </p>
        <h1 className="text-2xl font-semibold [overflow-wrap:anywhere]">{name}</h1>
        <p className="mt-1 text-base">{description}</p>
        <p className="text-muted">
          In the queue {queue}, with {attempts === 1 ? "one attempt" : `up to ${attempts} attempts`}.
        </p>
      </header>
      <Notices>
        <ReportNotice report={report} />
      </Notices>
      {report?.kind === "done" && (
        <p>
          <TextLink to={`/overseer/components/worker/tasks/${encodeURIComponent(report.about)}`}>
            See how it goes
          </TextLink>
        </p>
      )}
      <Panel id="payload" title="What is it to work on?">
        <Form method="post" preventScrollReset>
          <input type="hidden" name="ask" value={ask} />
          <input type="hidden" name="intent" value="enqueue" />
          <div className="space-y-4 px-4 py-4">
            {fields.map((field) => (
              <FormField
                key={field.name}
                field={{ ...field, label: field.name, name: `field.${field.name}` }}
              />
            ))}
            <FormField
              field={{
                name: "delay",
                label: "Delay",
                kind: "number",
                required: false,
                initial: "",
                choices: [],
                description: "Seconds before it may begin; left empty, it may begin at once.",
              }}
            />
          </div>
          <div className="flex justify-end border-t border-line bg-sunken px-4 py-3">
            <Button type="submit" look="primary">
              {state === "submitting" ? "Enqueuing" : "Enqueue"}
            </Button>
          </div>
        </Form>
      </Panel>
    </div>
  );
}
