import { type RouteConfig, route } from "@react-router/dev/routes";

export default [
  // The path of each page, and its file.
  route("/", "pages/start.tsx"),
  route("sign-in", "auth/sign-in/page.tsx"), // aegis:auth
  route("sign-in/provider", "auth/providers/page.tsx"), // aegis:auth=oauth
  route("sign-up", "auth/sign-up/page.tsx"), // aegis:auth
  route("verify-email", "auth/verify-email/page.tsx"), // aegis:auth
  route("forgotten-password", "auth/forgotten-password/page.tsx"), // aegis:auth
  route("reset-password", "auth/reset-password/page.tsx"), // aegis:auth
  route("account", "auth/account/page.tsx"), // aegis:auth
  route("sign-out", "auth/sign-out/page.tsx"), // aegis:auth
  route("organisations", "auth/organisations/own-page.tsx"), // aegis:auth=org
  route("organisations/:organisation", "auth/organisations/page.tsx"), // aegis:auth=org
  route("invitations/:invitation", "auth/organisations/invitation-page.tsx"), // aegis:auth=org
] satisfies RouteConfig;
