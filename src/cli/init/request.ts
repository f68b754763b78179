import { AegisError } from "../../errors.ts";
import { appFloor, isTooOld } from "../../project/node.ts";
import { canPinNode, choosePackageManager } from "../../project/package-manager.ts";
import { catalog } from "../../stack/catalog.ts";
import { resolve } from "../../stack/resolve.ts";
import type { PackageManager, Stack } from "../../stack/stack.ts";
import { type Part, parseWords } from "../../stack/words.ts";
import type { InitFlags } from "../init-command.ts";
import { requireDryRunWithDiff } from "../writing-flags.ts";

/** What is known before anything is asked: null where the flags leave it open. */
export interface Known {
  readonly name: string | null;
  readonly components: readonly Part[] | null;
  readonly services: readonly Part[] | null;
  readonly packageManager: PackageManager;
  /** The Node of the user's shell, null when there is none. */
  readonly node: string | null;
}

export interface Request {
  readonly name: string;
  readonly components: readonly Part[];
  readonly services: readonly Part[];
}

function usage(message: string, hint: string): AegisError {
  return new AegisError("usage", { message, hint });
}

/** Refuses flags that contradict each other, before anything is done. */
export function requireSensible(flags: InitFlags, asJson: boolean): void {
  requireDryRunWithDiff(flags);
  if (flags.start && !flags.install) {
    throw usage(
      "--start needs the dependencies, and --no-install leaves them out.",
      "Leave out one of the two.",
    );
  }
  if (flags.start && flags.dryRun) {
    throw usage("--start runs the application, and --dry-run writes none.", "Leave out one of the two.");
  }
  if (flags.start && asJson) {
    throw usage(
      "--start gives the terminal to the application, and --json keeps it.",
      "Leave out one of the two.",
    );
  }
}

export function knownFrom(name: string | undefined, flags: InitFlags, node: string | null): Known {
  const { components, services } = flags;
  return {
    name: name ?? null,
    components: components === undefined ? null : parseWords(catalog, "component", components),
    services: services === undefined ? null : parseWords(catalog, "service", services),
    packageManager: choosePackageManager(flags.packageManager, process.env.npm_config_user_agent),
    node,
  };
}

/** Completes what was asked for, by flags or by prompts, into a stack. */
export function stackOf(known: Known, request: Request): Stack {
  const asked = [...request.components, ...request.services];
  const { packageManager, node } = known;
  return resolve(catalog, { asked, packageManager, nodePin: isTooOld(node) && canPinNode(packageManager) });
}

/** What a Node that is too old for the application means for its user. Nothing for one that is not. */
export function notesOnNode({ nodePin, packageManager }: Stack, node: string | null): string[] {
  if (!isTooOld(node)) return [];
  const found = node === null ? "no Node" : `Node ${node}`;
  const needs = `it needs ${appFloor} or later and this machine has ${found}`;
  if (nodePin) return [`The application brings its own Node 24: ${needs}.`];
  return [
    `Install Node 24 before you run the application: ${needs}, and ${packageManager} cannot install one into it.`,
  ];
}

/** The request without a terminal to ask in: what was not given is left out, except the name. */
export function requestWithoutAsking(known: Known): Request {
  if (known.name === null) {
    throw new AegisError("name-missing", {
      message: "The name of the application is missing, and there is no terminal to ask in.",
      hint: 'Give it first, in small letters, digits and hyphens: aegis init my-app --components "" --services "" --yes',
      details: {
        missing: [{ argument: "name", allowed: "small letters, digits and hyphens, a letter first" }],
      },
    });
  }
  return { name: known.name, components: known.components ?? [], services: known.services ?? [] };
}
