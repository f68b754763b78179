export { type BuildOptions, buildPages } from "./build-pages.ts";
export type { BuildFolders } from "./build-state.ts";
export { defineWeb, type WebOptions } from "./define-web.ts";
export { type DevelopmentOptions, developmentPages } from "./development-pages.ts";
export { type ProductionOptions, productionPages } from "./production-pages.ts";
export type { CreatePageContext } from "./serve-pages.ts";
