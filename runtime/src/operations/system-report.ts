import { findFailingChecks, type Health, type HealthNode } from "../health/index.ts";

/** The state of an application at one time, for people. */
export interface SystemReport {
  readonly title: string;
  readonly status: string;
  /** How many checks found something wrong. */
  readonly troubles: number;
  /** Markdown. */
  readonly text: string;
}

/** Checks the application and describes its state. */
export async function createSystemReport(
  health: Pick<Health, "report">,
  title: string,
): Promise<SystemReport> {
  const { status, checkedAt, tree } = await health.report();
  const text = [`# ${title}`, "", `${status}, ${checkedAt}`, "", ...formatNode(tree, 0)].join("\n");
  return { title, status, troubles: findFailingChecks(tree).length, text };
}

const formatNode = ({ name, status, message, children }: HealthNode, depth: number): string[] => [
  `${"  ".repeat(depth)}- ${name}: ${status}. ${message}`,
  ...children.flatMap((child) => formatNode(child, depth + 1)),
];
