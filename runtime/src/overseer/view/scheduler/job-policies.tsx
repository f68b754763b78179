import type { JobReport } from "../../../scheduler/index.ts";
import { formatDuration } from "../../format/time.ts";
import { Definition, DefinitionList } from "../ui/definition-list.tsx";
import { Panel } from "../ui/panel.tsx";

const MISFIRE_SENTENCES: Record<JobReport["misfire"], string> = {
  skip: "Skipped",
  once: "Caught up by one run",
  all: "Each is caught up",
};

/** What happens when a run overlaps, is missed or takes too long. */
export function JobPolicies({ job }: { job: JobReport }) {
  const { overlap, misfire, grace, jitter, timeout } = job;
  return (
    <Panel id="policies" title="Policies">
      <DefinitionList>
        <Definition name="Overlap">
          {overlap === "skip" ? "Skipped while a run is active" : "Allowed"}
        </Definition>
        <Definition name="Missed runs">
          {MISFIRE_SENTENCES[misfire]}
          {misfire !== "skip" && `, up to ${formatDuration(grace / 1_000)} late`}
        </Definition>
        <Definition name="Timeout">{formatDuration(timeout / 1_000)}</Definition>
        {jitter > 0 && <Definition name="Jitter">Up to {formatDuration(jitter / 1_000)} later</Definition>}
      </DefinitionList>
    </Panel>
  );
}
