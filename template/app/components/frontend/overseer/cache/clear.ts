import { z } from "zod";
import { cache } from "#app/core/cache/index.ts";
import type { Report } from "../actions/report.ts";

/** What the page's forms hold: without a tag, everything is meant. */
export const askedToClear = z.object({
  intent: z.literal("clear"),
  tag: z.string().trim().max(200).default(""),
});

/** Forgets what a tag has, or everything. */
export async function clear({ tag }: z.infer<typeof askedToClear>): Promise<Report> {
  const everywhere = await (tag === "" ? cache.clear() : cache.invalidateTag(tag));
  const what = tag === "" ? "Everything is forgotten" : `What has the tag ${tag} is forgotten`;
  return everywhere
    ? { kind: "done", about: "", what: `${what}.`, todo: "" }
    : {
        kind: "started",
        about: "",
        what: `${what} in this process; the others do not answer.`,
        todo: "They are told as soon as their server is back.",
      };
}
