import type { Settings } from "#app/core/settings/schema.ts";
import type { Listening } from "./listen.ts";

type AccessSettings = Pick<Settings, "NODE_ENV" | "OVERSEER_PASSWORD">;

// #region aegis:auth
/** Who may see the operations pages, as the banner says it. */
export const overseerAccess = (_settings: AccessSettings): string => "for admins who are signed in";
// #endregion aegis:auth
// /** Who may see the operations pages, as the banner says it; empty where everyone may. */ // aegis:!auth
// export const overseerAccess = ({ NODE_ENV, OVERSEER_PASSWORD }: AccessSettings): string => // aegis:!auth
//   NODE_ENV === "production" && OVERSEER_PASSWORD === undefined ? "closed until OVERSEER_PASSWORD is set" : ""; // aegis:!auth

/**
 * What the owner of a development server that the network can reach should know. In production HOST is meant for the
 * network, and a proxy is in front.
 */
export function exposureWarning({ local }: Pick<Listening, "local">, settings: AccessSettings) {
  if (local || settings.NODE_ENV !== "development") return undefined;
  return "HOST lets everyone in the networks of this machine reach the development server, its sources and its error messages"; // aegis:auth
  // return settings.OVERSEER_PASSWORD === undefined // aegis:!auth
  //   ? "HOST lets everyone in the networks of this machine reach the development server, whose operations pages are open until OVERSEER_PASSWORD is set" // aegis:!auth
  //   : "HOST lets everyone in the networks of this machine reach the development server, its sources and its error messages"; // aegis:!auth
}
