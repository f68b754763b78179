import { realpathSync } from "node:fs";
import { createApplicationId } from "../../address/index.ts";
import { getDataFolder } from "../../files/index.ts";
import { createCommandHeaders } from "./command-headers.ts";
import { findServerAddress } from "./find-server-address.ts";

/** The settings that say where a server is and how operators are authorized. */
export interface ServerValues {
  readonly PORT: number | undefined;
  readonly OVERSEER_PASSWORD: string | undefined;
}

/** The server of an application that runs on this machine, as its commands reach it. */
export interface LocalServer {
  /** The name of the application. */
  readonly name: string;
  /** Identifies the copy of the application that the commands belong to. */
  readonly applicationId: string;
  /** Its address, without a slash at the end. Read when it is first needed, as the settings are. */
  readonly url: () => string;
  /** The value of OVERSEER_PASSWORD. */
  readonly password: () => string | undefined;
  /** Further headers that authorize a command of this machine. @param url where they are sent */
  readonly headers: (url: string) => Record<string, string>;
}

/** What describes the server. */
export interface LocalServerOptions {
  readonly name: string;
  /** The application's folder, absolute. */
  readonly folder: string;
  readonly settings: ServerValues;
}

/** Describes the server of an application's folder. Neither settings nor files are read before they are needed. */
export function createLocalServer({ name, folder, settings }: LocalServerOptions): LocalServer {
  const dataDirectory = getDataFolder(folder);
  return {
    name,
    get applicationId() {
      return createApplicationId(name, realpathSync(folder));
    },
    url: () => findServerAddress(dataDirectory, settings.PORT),
    password: () => settings.OVERSEER_PASSWORD,
    headers: (url) => createCommandHeaders(url, dataDirectory),
  };
}
