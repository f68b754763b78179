import { AegisError } from "../../errors.ts";
import { complaintAboutName } from "../../project/name.ts";
import { catalog } from "../../stack/catalog.ts";
import type { Kind } from "../../stack/entry.ts";
import { back, type Prompts } from "../../terminal/prompts.ts";
import { type Interruption, interrupted } from "../interruption.ts";
import { askToWrite, openPrompts } from "../pipeline/agree.ts";
import type { Proposal } from "../pipeline/proposal.ts";
import { type Selection, type Step, stepsAbout, walk } from "./ask.ts";
import type { Contents } from "./contents.ts";
import { previewLines } from "./preview.ts";
import type { Known, Request } from "./request.ts";

export interface Conversation {
  readonly known: Known;
  /** Throws when an application of this name cannot be written. */
  readonly requirePlace: (name: string) => void;
  /** What a selection results in. Throws when its parts contradict each other. */
  readonly proposalOf: (request: Request) => Promise<Proposal>;
  readonly contentsOf: (proposal: Proposal) => Contents;
}

function nameStep(prompts: Prompts, { requirePlace }: Conversation): Step {
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

function agreeStep(prompts: Prompts, { proposalOf, contentsOf }: Conversation): Step {
  return {
    applies: () => true,
    async ask(selection) {
      try {
        const proposal = await proposalOf(requestOf(selection));
        prompts.show("This would be written", previewLines(proposal, contentsOf(proposal)));
      } catch (error) {
        if (!(error instanceof AegisError)) throw error;
        prompts.show("This is not available", [error.message, error.hint]);
        return back;
      }
      const choice = await askToWrite(prompts, true);
      if (choice === "no") throw interrupted();
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
export async function converse(conversation: Conversation, interruption: Interruption): Promise<Request> {
  const { known } = conversation;
  const prompts = await openPrompts(interruption);
  const about = (kind: Kind) => stepsAbout(catalog, kind, prompts);
  showPlanned(prompts);
  const steps = [
    ...(known.name === null ? [nameStep(prompts, conversation)] : []),
    ...(known.components === null ? about("component") : []),
    ...(known.services === null ? about("service") : []),
    agreeStep(prompts, conversation),
  ];
  const { name, components, services } = known;
  return requestOf(await walk(steps, { name, components, services }));
}
