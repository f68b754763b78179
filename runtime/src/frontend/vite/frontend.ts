import type { Plugin } from "vite";
import { bundling } from "./bundling.ts";
import { compressedAssets } from "./compressed-assets.ts";
import { serverLibraries } from "./libraries/server-libraries.ts";
import { nativeModules } from "./native-modules.ts";

/** What the plugins need to know of an application. */
export interface FrontendOptions {
  /** `(specifier) => import(specifier)` of the application's own file: a specifier is resolved from where it is imported. */
  load(specifier: string): Promise<object>;
  /** Folders of `app/components/frontend` whose modules browsers load as one file each, such as `auth`. None by default. */
  readonly chunks?: readonly string[];
  /** Whether one of the pages is a chat, by the AI SDK. */
  readonly chat?: boolean;
}

/**
 * The plugins that pages of an application need beside React Router's: services and the runtime stay one instance for routes
 * and loaders and never reach a browser, built files are few and lie compressed beside themselves, the libraries of
 * the pages are known before the first request, and those of the server are built into few files.
 */
export function frontend({ load, chunks = [], chat = false }: FrontendOptions): Plugin[] {
  return [nativeModules({ load }), bundling(chunks, chat), compressedAssets(), serverLibraries()];
}
