import type { ApplicationFacts as ApplicationFactsReport } from "../../health/index.ts";
import { Fact, Facts } from "./ui/facts.tsx";

/** Version, environment and process of the application. */
export function ApplicationFacts({ facts }: { facts: ApplicationFactsReport }) {
  const { version, commit, environment, node, platform, inContainer, pid } = facts;
  return (
    <Facts>
      <Fact name="Version">{version}</Fact>
      <Fact name="Commit">{commit ? <code title={commit}>{commit.slice(0, 8)}</code> : "Unknown"}</Fact>
      <Fact name="Environment">{environment}</Fact>
      <Fact name="Node.js">{node.replace(/^v/, "")}</Fact>
      <Fact name={inContainer ? "Container" : "Machine"}>{platform}</Fact>
      <Fact name="Process">{pid}</Fact>
    </Facts>
  );
}
