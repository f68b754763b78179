import { AegisError } from "../errors.ts";

/** One name in the forms that code needs. */
export interface Name {
  /** "user-profile": of files, folders, addresses. */
  readonly kebab: string;
  /** "userProfile" */
  readonly camel: string;
  /** "UserProfile" */
  readonly pascal: string;
  /** "User profile" */
  readonly title: string;
}

// A command stands with its summary on one line of the help.
const longestOf = (kind: string): number => (kind === "command" ? 20 : 30);
const form = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What of the application answers at these addresses or to these words already, without a file of that name. */
const taken: Readonly<Record<string, readonly string[]>> = {
  page: ["api", "assets", "docs", "health", "index", "overseer"],
  command: ["bin", "commands", "confirm", "help", "main", "run-command", "terminal"],
  service: ["seed", "tables"],
};

function proposal(given: string, longest: number): string {
  const proposed = given
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[0-9-]+/, "")
    .slice(0, longest)
    .replace(/-+$/, "");
  return proposed === "" ? "invoices" : proposed;
}

function fault(given: string, longest: number): string | null {
  if (given.length > longest) return `is longer than ${longest} letters`;
  return form.test(given) ? null : "is not made of small letters, digits and single hyphens, a letter first";
}

/** The name in its forms. Throws `make-name-invalid` with one that could be taken instead. */
export function nameFor(kind: string, given: string): Name {
  const longest = longestOf(kind);
  const wrong = fault(given, longest);
  const isTaken = wrong === null && taken[kind]?.includes(given) === true;
  if (wrong !== null || isTaken) {
    const proposed = isTaken ? `${given}-list` : proposal(given, longest);
    throw new AegisError("make-name-invalid", {
      message: `"${given}" ${wrong ?? `is what the application itself uses as the name of a ${kind}`}.`,
      hint: `Take another, such as "${proposed}": aegis make ${kind} ${proposed}`,
      details: { given, proposed },
    });
  }
  const words = given.split("-");
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const title = words.join(" ");
  return {
    kebab: given,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    title: title.charAt(0).toUpperCase() + title.slice(1),
  };
}
