import type { Command } from "@aegis-stack/runtime/commands";
import { AppError } from "@aegis-stack/runtime/errors";
import { APP_NAME } from "#app/core/constants.ts";
import { settings } from "#app/core/settings.ts";
import { commandHeaders } from "./auth/command-headers.ts"; // aegis:auth
import { askHealth } from "./health/ask.ts";
import { writeReport } from "./health/tree.ts";
import { ownAddress } from "./own-address.ts";
import { requireOwnServer } from "./require-own-server.ts";
import { marked, print, printJson, styled } from "./terminal.ts";

interface HealthOptions {
  url?: string;
  json?: boolean;
}

export const mutates = { health: false };

export function configure(command: Command): void {
  command
    .option("--url <address>", "the server to ask; by default the one that runs on this machine")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nThe exit code is 0 only when the server is ready.")
    .action(showHealth);
}

async function showHealth({ url: given, json }: HealthOptions): Promise<void> {
  const url = given === undefined ? ownAddress() : origin(given);
  if (given === undefined) await requireOwnServer(url, "To ask that one, give its address with --url.");
  const password = settings.OVERSEER_PASSWORD;
  const command = given === undefined ? commandHeaders(url) : {}; // aegis:auth
  const answer = await askHealth({ url, password, command }); // aegis:auth
  // const answer = await askHealth({ url, password }); // aegis:!auth
  const { ready, reasons } = answer.details === "open" ? answer.report : answer;
  process.exitCode = ready ? 0 : 1;
  if (answer.details === "open") {
    if (json) printJson(answer.report);
    else print(writeReport(answer.report, url));
    return;
  }
  if (json) return printJson({ ready, reasons, details: { closed: true, reason: answer.why } });
  print(
    `${styled("bold", APP_NAME)}  ${ready ? marked("healthy", "ready") : marked("unhealthy", "not ready")}`,
  );
  print(styled("dim", url));
  for (const reason of reasons) print(marked("unhealthy", reason));
  print(answer.why);
}

function origin(address: string): string {
  const url = URL.parse(address.includes("://") ? address : `http://${address}`);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new AppError({
    code: "cli.address",
    category: "invalid",
    message: `${address} is not the address of a server.`,
    hint: "Give it like http://127.0.0.1:8000.",
  });
}
