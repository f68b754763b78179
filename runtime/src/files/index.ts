export { getDataFolder } from "./data-folder.ts";
export { makePrivateFolder, restrictFolder } from "./private-files.ts";
