export { type AuthValues, authSettings, type OauthValues, oauthSettings } from "./auth-settings.ts";
