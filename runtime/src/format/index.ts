export { formatBytes, formatPercent } from "./format.ts";
export { findPackageManager, formatCommand, formatScript, type PackageManager } from "./own-commands.ts";
