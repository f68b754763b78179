import { HEALTH_STATUSES, type HealthNode, type HealthReport } from "../../health/index.ts";
import { escapeLine, formatStatus, styled } from "../../terminal/index.ts";

/** Formats a health report for a terminal: the application first, then a line for each node, the worst on top. */
export function formatHealthReport({ application, ready, reasons, tree }: HealthReport, url: string): string {
  const { name, version, environment, node, pid, uptime } = application;
  return [
    `${styled("bold", `${name} ${version}`)}  ${ready ? formatStatus("healthy", "ready") : formatStatus("unhealthy", "not ready")}`,
    styled(
      "dim",
      `${url}  ${environment}  Node ${node.replace(/^v/, "")}  pid ${pid}  up ${formatDuration(uptime)}`,
    ),
    ...reasons.map((reason) => formatStatus("unhealthy", reason)),
    "",
    ...formatTree(tree, "", ""),
  ].join("\n");
}

function formatTree(node: HealthNode, first: string, rest: string): string[] {
  const children = node.children.toSorted((one, other) => severity(other) - severity(one));
  return [
    `${styled("dim", first)}${formatNode(node)}`,
    ...children.flatMap((child, index) =>
      index === children.length - 1
        ? formatTree(child, `${rest}└─ `, `${rest}   `)
        : formatTree(child, `${rest}├─ `, `${rest}│  `),
    ),
  ];
}

const severity = ({ status }: HealthNode) => HEALTH_STATUSES.indexOf(status);

function formatNode({ name, status, message, responseTime, lastHealthyAt }: HealthNode): string {
  const notes = [
    ...(responseTime === null ? [] : [`${responseTime} ms`]),
    ...(status === "unhealthy"
      ? [lastHealthyAt === null ? "never healthy" : `last healthy ${lastHealthyAt}`]
      : []),
  ];
  const note = notes.length > 0 ? styled("dim", `  (${notes.join(", ")})`) : "";
  return `${formatStatus(status, name)}  ${status}  ${escapeLine(message)}${note}`;
}

/** Seconds in the two largest units that matter: "45 s", "3 min", "2 h 5 min", "4 d 1 h". */
function formatDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return `${seconds} s`;
  if (hours === 0) return `${minutes} min`;
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
