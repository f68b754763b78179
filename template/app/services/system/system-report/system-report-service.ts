import type { HealthService } from "#app/services/system/health/health-service.ts";
import type { HealthNode } from "#app/services/system/health/report.ts";
import { troublesOf } from "#app/services/system/health/troubles.ts";

export interface SystemReport {
  title: string;
  status: string;
  /** How many checks are not well. */
  troubles: number;
  /** Markdown. */
  text: string;
}

/** Writes down how the application is, for people. */
export class SystemReportService {
  readonly #health: Pick<HealthService, "report">;

  constructor(health: Pick<HealthService, "report">) {
    this.#health = health;
  }

  async write(title: string): Promise<SystemReport> {
    const { status, checkedAt, tree } = await this.#health.report();
    const troubles = troublesOf(tree);
    const text = [`# ${title}`, "", `${status}, ${checkedAt}`, "", ...linesOf(tree, 0)].join("\n");
    return { title, status, troubles: troubles.length, text };
  }
}

const linesOf = ({ name, status, message, children }: HealthNode, depth: number): string[] => [
  `${"  ".repeat(depth)}- ${name}: ${status}. ${message}`,
  ...children.flatMap((child) => linesOf(child, depth + 1)),
];
