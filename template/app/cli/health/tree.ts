import { HEALTH_STATUSES, type HealthNode, type HealthReport } from "@aegis-stack/runtime/health";
import { escapeLine } from "@aegis-stack/runtime/terminal";
import { marked, styled } from "#app/cli/terminal.ts";

/** The report as a person reads it: the whole first, then a line a node, what is worst on top. */
export function writeReport({ application, ready, reasons, tree }: HealthReport, url: string): string {
  const { name, version, environment, node, pid, uptime } = application;
  return [
    `${styled("bold", `${name} ${version}`)}  ${ready ? marked("healthy", "ready") : marked("unhealthy", "not ready")}`,
    styled(
      "dim",
      `${url}  ${environment}  Node ${node.replace(/^v/, "")}  pid ${pid}  up ${duration(uptime)}`,
    ),
    ...reasons.map((reason) => marked("unhealthy", reason)),
    "",
    ...lines(tree, "", ""),
  ].join("\n");
}

function lines(node: HealthNode, first: string, rest: string): string[] {
  const children = node.children.toSorted((one, other) => rank(other) - rank(one));
  return [
    `${styled("dim", first)}${written(node)}`,
    ...children.flatMap((child, index) =>
      index === children.length - 1
        ? lines(child, `${rest}└─ `, `${rest}   `)
        : lines(child, `${rest}├─ `, `${rest}│  `),
    ),
  ];
}

const rank = ({ status }: HealthNode) => HEALTH_STATUSES.indexOf(status);

function written({ name, status, message, responseTime, lastHealthyAt }: HealthNode): string {
  const notes = [
    ...(responseTime === null ? [] : [`${responseTime} ms`]),
    ...(status === "unhealthy"
      ? [lastHealthyAt === null ? "never healthy" : `last healthy ${lastHealthyAt}`]
      : []),
  ];
  const note = notes.length > 0 ? styled("dim", `  (${notes.join(", ")})`) : "";
  return `${marked(status, name)}  ${status}  ${escapeLine(message)}${note}`;
}

/** Seconds in the two largest units that matter: "45 s", "3 min", "2 h 5 min", "4 d 1 h". */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return `${seconds} s`;
  if (hours === 0) return `${minutes} min`;
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
