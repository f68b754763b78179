import { describeError, wrapFileError } from "../errors/index.ts";
import { getDataFolder, restrictFolder } from "../files/index.ts";
import { logForeignOutput, redirectLog } from "../log/index.ts";
import { createLifecycle, type Lifecycle, type LifecyclePart, onSignals } from "../process/index.ts";
import { assertSettings, type Role, SettingsError, settingHints } from "../settings/index.ts";
import { escapeControls } from "../terminal/index.ts";
import type { Component, ComponentContext, ComponentRole, Components } from "./component.ts";
import type { Application } from "./define-application.ts";
import { createMissingRunnersReport } from "./missing-runners.ts";
import { runsEverything, selectComponents } from "./select-components.ts";

/** How the list of capabilities is loaded. */
export type LoadApplication = () => Promise<{ readonly application: Application }>;

/**
 * Runs one process of an application from its first line to its exit code. Nothing of the application is imported before its
 * signals and crashes are handled.
 *
 * A `dev` process runs every component, any other the one of its role; `web` runs every one with SINGLE_PROCESS. SIGTERM and
 * SIGINT stop everything in reverse; a second signal ends at once. So does a crash, after a log line.
 * Exit codes: 0 stopped cleanly, 1 could not start, crashed, or had to cut something off.
 *
 * @param load imports app/application.ts
 * @param components imports of the components, which only the processes that run them load
 */
export async function run(role: Role, load: LoadApplication, components: Components): Promise<void> {
  process.env.NODE_ENV ??= role === "dev" ? "development" : "production";
  const leave = new AbortController();
  let application: Application | undefined;
  let lifecycle: Lifecycle | undefined;
  let exitCode = 0;
  let report = printError;

  const end = async (reason: string, code: number) => {
    exitCode = Math.max(exitCode, code);
    leave.abort();
    const clean = lifecycle === undefined || (await lifecycle.stop(reason));
    // Not everything that writes below it heeds the umask: the embedded queue sets the rights of its files itself.
    if (application) restrictFolder(getDataFolder(application.folder));
    process.exit(clean ? exitCode : 1);
  };
  onSignals({ stop: (signal) => void end(signal, 0), endNow: () => process.exit(1) });
  const onCrash = (error: unknown) => {
    report(error);
    void end("crash", 1);
  };
  process.on("uncaughtException", onCrash);
  process.on("unhandledRejection", onCrash);

  try {
    application = await loadFor(role, load);
    const { log, phase, settings, folder } = application;
    restrictFolder(getDataFolder(folder));
    redirectLog(log, "stdout");
    for (const hint of settingHints(settings)) log.warn(hint);
    // On a terminal an operator reads the output, and wants to see it as it was meant.
    if (!process.stdout.isTTY) logForeignOutput(log);
    const parts = await composeParts(application, components, role, leave.signal);
    if (leave.signal.aborted) return;
    report = (error) => log.fatal({ err: error }, "crashed");
    lifecycle = createLifecycle({ log, phase, shutdownTimeoutMs: settings.SHUTDOWN_TIMEOUT * 1_000 });
    await lifecycle.start(parts);
  } catch (error) {
    // Told to stop meanwhile: what fails now fails because of it.
    if (leave.signal.aborted) return;
    printError(error);
    await end("could not start", 1);
  }
}

/** Every fault of the settings is reported together, by the rules of the role: the import may fail by those of a command. */
async function loadFor(role: Role, load: LoadApplication): Promise<Application> {
  const { application } = await load().catch((error: unknown) => {
    throw error instanceof SettingsError ? (error.forRole(role) ?? error) : error;
  });
  assertSettings(application.settings, role);
  return application;
}

async function composeParts(
  application: Application,
  components: Components,
  role: Role,
  leave: AbortSignal,
): Promise<readonly LifecyclePart[]> {
  const { capabilities, log, metrics } = application;
  const parts: LifecyclePart[] = [metrics.part(), ...capabilities];
  for (const name of selectComponents(application, components, role)) {
    const component = await loadComponent(components, name);
    const args = name === role ? process.argv.slice(2) : [];
    const context: ComponentContext = { application, role, args, leave };
    parts.push(await keepListeners("SIGTERM", async () => component.create(context)));
  }
  if (role !== "web" || runsEverything(application, role)) return parts;
  const runners = capabilities.flatMap(({ runner }) =>
    runner && runner.isWithinWeb === undefined ? [runner] : [],
  );
  return [...parts, createMissingRunnersReport({ runners, log })];
}

async function loadComponent(components: Components, name: ComponentRole): Promise<Component> {
  const modules: Record<string, Component> = (await components[name]?.()) ?? {};
  const component = modules[name];
  if (component) return component;
  throw new TypeError(`The module of the component "${name}" does not export "${name}".`);
}

/** React Router's compiler starts a Vite of its own, which ends the process on SIGTERM before it has drained. */
async function keepListeners<Result>(signal: NodeJS.Signals, work: () => Promise<Result>): Promise<Result> {
  const before = new Set(process.listeners(signal));
  const result = await work();
  for (const listener of process.listeners(signal)) {
    if (!before.has(listener)) process.off(signal, listener);
  }
  return result;
}

const printError = (error: unknown): void =>
  void process.stderr.write(`${escapeControls(describeError(wrapFileError(error)))}\n`);
