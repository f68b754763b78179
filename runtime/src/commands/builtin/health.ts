import { AppError } from "../../errors/index.ts";
import { formatStatus, print, printJson, styled } from "../../terminal/index.ts";
import type { CommandModule } from "../command.ts";
import type { LocalServer } from "../server/local-server.ts";
import { requireOwnServer } from "../server/require-own-server.ts";
import { formatHealthReport } from "./format-health.ts";
import { requestHealth } from "./request-health.ts";

interface HealthOptions {
  readonly url?: string;
  readonly json?: boolean;
}

/** `health`: shows the health tree of a running server. */
export const createHealthCommand = (server: LocalServer): CommandModule => ({
  mutates: { health: false },
  configure(command) {
    command
      .option("--url <address>", "the server to ask; by default the one that runs on this machine")
      .option("--json", "answer in JSON")
      .addHelpText("after", "\nThe exit code is 0 only when the server is ready.")
      .action((options: HealthOptions) => showHealth(server, options));
  },
});

async function showHealth(server: LocalServer, { url: given, json }: HealthOptions): Promise<void> {
  const url = given === undefined ? server.url() : parseOrigin(given);
  if (given === undefined)
    await requireOwnServer(server, url, "To ask that one, give its address with --url.");
  const response = await requestHealth({
    name: server.name,
    url,
    password: server.password(),
    headers: given === undefined ? server.headers(url) : {},
  });
  const { ready, reasons } = response.details === "open" ? response.report : response;
  process.exitCode = ready ? 0 : 1;
  if (response.details === "open") {
    if (json) printJson(response.report);
    else print(formatHealthReport(response.report, url));
    return;
  }
  if (json) return printJson({ ready, reasons, details: { closed: true, reason: response.why } });
  const state = ready ? formatStatus("healthy", "ready") : formatStatus("unhealthy", "not ready");
  print(`${styled("bold", server.name)}  ${state}`);
  print(styled("dim", url));
  for (const reason of reasons) print(formatStatus("unhealthy", reason));
  print(response.why);
}

function parseOrigin(address: string): string {
  const url = URL.parse(address.includes("://") ? address : `http://${address}`);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new AppError({
    code: "cli.address",
    category: "invalid",
    message: `${address} is not the address of a server.`,
    hint: "Give it like http://127.0.0.1:8000.",
  });
}
