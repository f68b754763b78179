import type { JobReport } from "../../../scheduler/index.ts";
import { formatDuration } from "../../format/time.ts";
import { Definition, DefinitionList } from "../ui/definition-list.tsx";
import { Panel } from "../ui/panel.tsx";

const MISFIRE_SENTENCES: Record<JobReport["misfire"], string> = {
  skip: "They are missed",
  once: "One run makes up for them",
  all: "Each is made up for",
};

/** What happens when things do not go as planned? */
export function JobRules({ job }: { job: JobReport }) {
  const { overlap, misfire, grace, jitter, timeout } = job;
  return (
    <Panel id="rules" title="What if?">
      <DefinitionList>
        <Definition name="Due while it is still running">
          {overlap === "skip" ? "That run is skipped" : "Both run"}
        </Definition>
        <Definition name="Ticks that came too late">
          {MISFIRE_SENTENCES[misfire]}
          {misfire !== "skip" && `, up to ${formatDuration(grace / 1_000)} late`}
        </Definition>
        <Definition name="Not done in time">Given up after {formatDuration(timeout / 1_000)}</Definition>
        {jitter > 0 && (
          <Definition name="Starts">
            Up to {formatDuration(jitter / 1_000)} later, to spread the load
          </Definition>
        )}
      </DefinitionList>
    </Panel>
  );
}
