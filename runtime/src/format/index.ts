export { formatBytes, formatPercent } from "./format.ts";
export {
  findPackageManager,
  formatCommand,
  formatScript,
  type PackageManager,
  replaceNpmCommands,
} from "./own-commands.ts";
