import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";
import { systemCode } from "../../errors.ts";
import { askMachine } from "./own-command.ts";

/** Why no process could listen there ("EADDRINUSE", "EACCES"), or null where it is free. */
export function whyNotFree(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", (error) => resolve(systemCode(error) ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

export interface Listener {
  readonly pid: number;
  readonly command: string;
  /** Where it was started; null where that cannot be seen. */
  readonly folder: string | null;
}

const listening = "0A";

function socketsOf(port: number): Set<string> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const sockets = new Set<string>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
      const [, local = "", , state, , , , , , socket] = line.trim().split(/\s+/);
      if (state === listening && local.endsWith(suffix)) sockets.add(`socket:[${socket}]`);
    }
  }
  return sockets;
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function fromProc(port: number): Listener | null {
  const sockets = socketsOf(port);
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const handles = orNull(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
    if (!handles.some((each) => sockets.has(orNull(() => readlinkSync(`/proc/${pid}/fd/${each}`)) ?? "")))
      continue;
    // Only the program: its arguments could hold a secret.
    const [program = ""] = (orNull(() => readFileSync(`/proc/${pid}/cmdline`, "utf8")) ?? "").split("\0");
    const command = basename(program) || "a process";
    return { pid: Number(pid), command, folder: orNull(() => readlinkSync(`/proc/${pid}/cwd`)) };
  }
  return null;
}

/** Who listens on a port of this machine, as far as the system tells us; null where it does not. */
export async function listenerOf(port: number, folder: string): Promise<Listener | null> {
  if (process.platform === "linux") return orNull(() => fromProc(port));
  const args = ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"];
  const { stdout } = await askMachine("lsof", args, { folder, limit: 3_000 });
  const [, pid, command] = /^p(\d+)\nc(.+)$/m.exec(stdout) ?? [];
  return pid === undefined ? null : { pid: Number(pid), command: command ?? "a process", folder: null };
}
