import { builtinModules } from "node:module";
import { AegisError } from "../errors.ts";

const longest = 50;

const windowsDevices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Names that npm, YAML or the template keep for themselves. */
const reserved = new Set([
  "node_modules",
  "favicon.ico",
  "package",
  "aegis",
  "aegis-stack",
  "node",
  "npm",
  "npx",
  "test",
  ..."true false null yes no on off default undefined".split(" "),
  ...builtinModules,
]);

/** A valid name made of whatever was given, for the sentence that refuses it. */
function proposal(given: string): string {
  const letters = given
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[0-9-]+|-+$/g, "")
    .slice(0, longest)
    .replace(/-+$/, "");
  if (letters === "") return "my-app";
  return reserved.has(letters) || windowsDevices.test(letters) ? `${letters}-app` : letters;
}

function fault(name: string): string | null {
  if (name.trim() === "") return "is empty";
  if (/[/\\]/.test(name) || name === "." || name === "..") {
    return "is a path, and the name is also the package's and the containers'";
  }
  if (/\s/.test(name)) return "contains a space";
  if (name.length > longest) return `is longer than ${longest} letters`;
  if (/[^\p{ASCII}]/u.test(name)) return "holds letters other than a to z";
  if (windowsDevices.test(name.toLowerCase())) return "cannot be a folder on Windows";
  if (reserved.has(name.toLowerCase())) return "is taken by Node, npm or YAML for something else";
  if (/[A-Z]/.test(name)) return "holds capital letters, which npm does not take";
  if (!/^[a-z]/.test(name)) return "does not begin with a letter";
  if (!/^[a-z0-9-]+$/.test(name)) return "holds something else than letters, digits and hyphens";
  if (/-$|--/.test(name)) return "ends with a hyphen or holds two in a row";
  return null;
}

/** What is wrong with a name, as a whole sentence that proposes a valid one; null when nothing is. */
export function complaintAboutName(name: string): { message: string; proposed: string } | null {
  const wrong = fault(name);
  return wrong === null ? null : { message: `"${name}" ${wrong}.`, proposed: proposal(name) };
}

/** Throws `name-invalid` unless the name is good for a package, a folder and a container everywhere. */
export function requireName(name: string): void {
  const complaint = complaintAboutName(name);
  if (complaint === null) return;
  throw new AegisError("name-invalid", {
    message: complaint.message,
    hint: `Take a name of small letters, digits and hyphens, such as "${complaint.proposed}"; --output says in which folder to put it.`,
    details: { given: name, proposed: complaint.proposed },
  });
}
