import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contentOf, type File, type Files } from "../src/render/file.ts";
import { type Delivery, deliverRuntime, TARBALL_PATH } from "./runtime/deliver.ts";

/** What running the template where it stands leaves at its top. Git knows it from .gitignore. */
const made = new Set(["node_modules", "build", ".react-router", "coverage", "data", "migrations", ".env"]);

function pathsFromGit(folder: string): string[] | null {
  try {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const output = execFileSync("git", list, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const paths = output.split("\0").filter((path) => path !== "");
    return paths.length === 0 ? null : paths;
  } catch {
    return null;
  }
}

function pathsFromDisk(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((item) => {
    const path = below === "" ? item.name : `${below}/${item.name}`;
    if (item.name === ".DS_Store" || (below === "" && made.has(item.name))) return [];
    return item.isDirectory() ? pathsFromDisk(folder, path) : [path];
  });
}

function filesOf(folder: string): Map<string, File> {
  const files = new Map<string, File>();
  for (const path of pathsFromGit(folder) ?? pathsFromDisk(folder)) {
    const place = join(folder, path);
    const facts = lstatSync(place, { throwIfNoEntry: false });
    // Known to git and deleted since.
    if (facts === undefined) continue;
    if (!facts.isFile()) throw new Error(`${path} is not a plain file: the template holds nothing else.`);
    files.set(path, { content: contentOf(readFileSync(place)), executable: (facts.mode & 0o100) !== 0 });
  }
  return files;
}

/** Where tests of the generator on a whole application lie. No owner gets them. */
const PROOFS_FOLDER = "proofs/";

/** The samples of `aegis make`: no application has them, with or without proofs. */
const SAMPLES_FOLDER = "make/";

/**
 * Every file of the template: what git knows or would add, where there is a checkout; otherwise everything but what
 * running the template makes. The packed runtime, which git does not know, is among them as applications get it.
 */
export function templateFiles(folder: string, delivery: Delivery = "packed"): Files {
  const files = templateWithProofs(folder, delivery);
  return new Map([...files].filter(([path]) => !path.startsWith(PROOFS_FOLDER)));
}

/** The same with the proofs: what tests of the generator render, with `claimProofs`. */
export function templateWithProofs(folder: string, delivery: Delivery = "packed"): Files {
  const place = join(folder, TARBALL_PATH);
  if (!existsSync(place)) throw new Error(`${place} is missing. Run "node scripts/install-template.ts".`);
  const files = [...filesOf(folder)].filter(([path]) => !path.startsWith(SAMPLES_FOLDER));
  return deliverRuntime(new Map(files), readFileSync(place), delivery);
}

/** What `aegis make` writes, by its path in the application. Configurations of tools lie at the top and are no samples. */
export function sampleFiles(folder: string): Files {
  return new Map([...filesOf(join(folder, SAMPLES_FOLDER))].filter(([path]) => path.includes("/")));
}
