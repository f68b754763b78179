import { AegisError } from "../../errors.ts";
import { complaintAboutName } from "../../project/name.ts";
import { catalog } from "../../stack/catalog.ts";
import type { Kind } from "../../stack/entry.ts";
import { back, type Prompts } from "../../terminal/prompts.ts";
import { type Selection, type Step, stepsAbout, walk } from "./ask.ts";
import type { Known, Request } from "./request.ts";

export interface Conversation {
  readonly prompts: Prompts;
  readonly known: Known;
  /** Throws when an application of this name cannot be written. */
  readonly requirePlace: (name: string) => void;
  /** What the selection results in, as lines to look at. Throws when its parts contradict each other. */
  readonly preview: (request: Request) => readonly string[];
  readonly onStop: () => Error;
}

function nameStep({ prompts, requirePlace }: Conversation): Step {
  return {
    applies: () => true,
    async ask(selection) {
      const name = await prompts.text("What is it called?", selection.name ?? "my-app", (value) => {
        const complaint = complaintAboutName(value);
        if (complaint !== null) return `${complaint.message} How about "${complaint.proposed}"?`;
        try {
          requirePlace(value);
        } catch (error) {
          return error instanceof AegisError ? error.message : String(error);
        }
        return undefined;
      });
      return name === back ? back : { ...selection, name };
    },
  };
}

function requestOf(selection: Selection): Request {
  return {
    name: selection.name ?? "",
    components: selection.components ?? [],
    services: selection.services ?? [],
  };
}

function agreeStep({ prompts, preview, onStop }: Conversation): Step {
  return {
    applies: () => true,
    async ask(selection) {
      try {
        prompts.show("This would be written", preview(requestOf(selection)));
      } catch (error) {
        if (!(error instanceof AegisError)) throw error;
        prompts.show("This is not available", [error.message, error.hint]);
        return back;
      }
      const choice = await prompts.one("Write it?", [
        { value: "yes", label: "Yes" },
        { value: "back", label: "Back", hint: "to the question before; Escape does the same" },
        { value: "no", label: "No", hint: "leave, nothing is written" },
      ]);
      if (choice === "no") throw onStop();
      return choice === "yes" ? selection : back;
    },
  };
}

/** Planned parts of a kind that is not asked about are shown once, so that a user does not look for them in vain. */
function showPlanned(prompts: Prompts): void {
  const chooses = (kind: Kind) =>
    catalog.entries.some((entry) => entry.kind === kind && !entry.always && entry.status === "available");
  const planned = catalog.entries.filter((entry) => entry.status === "planned" && !chooses(entry.kind));
  if (planned.length === 0) return;
  const lines = planned.map((entry) => `${entry.name.padEnd(12)} ${entry.gives}`);
  prompts.show("Planned, not available yet", lines);
}

/** Asks for whatever the flags leave open, then shows what would be written. Nothing is written here. */
export async function converse(conversation: Conversation): Promise<Request> {
  const { known, prompts } = conversation;
  const about = (kind: Kind) => stepsAbout(catalog, kind, prompts);
  showPlanned(prompts);
  const steps = [
    ...(known.name === null ? [nameStep(conversation)] : []),
    ...(known.components === null ? about("component") : []),
    ...(known.services === null ? about("service") : []),
    agreeStep(conversation),
  ];
  const { name, components, services } = known;
  return requestOf(await walk(steps, { name, components, services }));
}
