import { z } from "zod";
import type { Block } from "../panel.ts";
import { attempt } from "./attempt.ts";
import type { Fault } from "./fault.ts";
import { createPayload, type Field, fieldsOf } from "./fields.ts";
import { type FormFields, handleForm } from "./handle-form.ts";
import type { PageRequest, PageServices } from "./page-request.ts";
import type { FormOutcome } from "./report.ts";

/** An action as its page shows it. */
export interface PanelAction {
  name: string;
  title: string;
  confirm: string | null;
  fields: readonly Field[];
}

/** What the page of a panel shows. */
export interface PanelPage {
  readAt: number;
  ask: string;
  name: string;
  title: string;
  blocks: readonly Block[] | null;
  fault: Fault | null;
  actions: readonly PanelAction[];
}

/** Null when there is no such panel. */
export async function loadPanel({ panels }: PageServices, name: string): Promise<PanelPage | null> {
  const panel = panels.find((each) => each.name === name);
  if (!panel) return null;
  const { value, fault } = await attempt(() => panel.load());
  return {
    readAt: Date.now(),
    ask: crypto.randomUUID(),
    name,
    title: panel.title,
    blocks: value,
    fault,
    actions: (panel.actions ?? []).map((action) => ({
      name: action.name,
      title: action.title,
      confirm: action.confirm ?? null,
      fields: fieldsOf(action.form),
    })),
  };
}

/** The fields of the action besides, whose names begin with `field.`. */
const panelForm = z.object({ intent: z.string().min(1).max(200) }).catchall(z.string().max(300_000));

/** Null when there is no such panel. */
export async function submitPanel(
  services: PageServices,
  request: PageRequest,
  name: string,
  fields: FormFields,
): Promise<FormOutcome | null> {
  const panel = services.panels.find((each) => each.name === name);
  if (!panel) return null;
  const actions = panel.actions ?? [];
  return handleForm(services, request, fields, {
    schema: panelForm.refine(({ intent }) => actions.some((action) => action.name === intent)),
    async run({ intent, ...sent }) {
      const action = actions.find((each) => each.name === intent);
      const message = action ? await action.run(createPayload(action.form, sent)) : "";
      return { kind: "done", about: intent, message, hint: "" };
    },
    describe: ({ intent }) => ({ action: `${name} ${intent}`, about: "" }),
  });
}
