import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  useLoaderData,
  useNavigation,
} from "react-router";
import { Button } from "../actions/button.tsx";
import { useReport } from "../actions/use-report.ts";
import { DetailFrame } from "../detail-frame.tsx";
import { load, submit } from "../page-context.ts";
import { Panel } from "../ui/panel.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { FormField } from "./form-field.tsx";

export const loader = ({ context, params: { contract = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.enqueue(contract));

export const action = ({ params: { contract = "" }, ...sent }: ActionFunctionArgs) =>
  submit(sent, (pages, fields) => pages.submitEnqueue(contract, fields));

export default function EnqueuePage() {
  const { ask, name, description, queue, attempts, fields } = useLoaderData<typeof loader>();
  const { state } = useNavigation();
  const report = useReport();
  return (
    <DetailFrame
      parent={{ path: "/components/worker", name: "worker" }}
      heading={name}
      title={`Enqueue ${name}`}
      summary={
        <>
          <p className="mt-1 text-base">{description}</p>
          <p className="text-muted">
            Queue {queue}, {attempts === 1 ? "one attempt" : `up to ${attempts} attempts`}.
          </p>
        </>
      }
      report={report}
    >
      {report?.kind === "done" && (
        <p>
          <TextLink to={`/components/worker/tasks/${encodeURIComponent(report.about)}`}>View task</TextLink>
        </p>
      )}
      <Panel id="payload" title="Payload">
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
                description: "Seconds until the task may start; empty to start at once.",
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
    </DetailFrame>
  );
}
