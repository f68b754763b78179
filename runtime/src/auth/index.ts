export { type AuthValues, authSettings, type OauthValues, oauthSettings } from "./settings.ts";
