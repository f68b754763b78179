import { loadSettings } from "./load.ts";
import { currentRole } from "./role.ts";
import { environmentFile } from "./source.ts";

/** The settings of this process, read once, when they are first imported. */
export const settings = loadSettings(process.env, currentRole(), environmentFile.faults);
