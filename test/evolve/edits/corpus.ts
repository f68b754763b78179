import type { Case } from "./case.ts";
import { editsOfCode } from "./code.ts";
import { editsOfFiles } from "./files.ts";
import { editsOfKeys } from "./keys.ts";

/** What owners do to an application, and what shall become of it. None of their lines is ever lost. */
export const corpus: readonly Case[] = [...editsOfCode, ...editsOfKeys, ...editsOfFiles];
