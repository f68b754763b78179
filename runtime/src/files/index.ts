export { makePrivateFolder, restrictFolder } from "./private-files.ts";
