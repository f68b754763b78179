import { type RouteConfig, route } from "@react-router/dev/routes";

export default [
  // The path of each page, and its file.
  route("/", "pages/start.tsx"),
  route("chat/:conversation?", "ai/page.tsx"), // aegis:ai
  route("documents/:document?", "ai/documents/page.tsx"), // aegis:ai=rag
  // #region aegis:auth
  route("sign-in", "auth/sign-in/page.tsx"),
  route("sign-in/provider", "auth/providers/page.tsx"), // aegis:auth=oauth
  route("sign-up", "auth/sign-up/page.tsx"),
  route("verify-email", "auth/verify-email/page.tsx"),
  route("forgotten-password", "auth/forgotten-password/page.tsx"),
  route("reset-password", "auth/reset-password/page.tsx"),
  route("account", "auth/account/page.tsx"),
  route("sign-out", "auth/sign-out/page.tsx"),
  // #endregion
  // #region aegis:auth=org
  route("organisations", "auth/organisations/own-page.tsx"),
  route("organisations/:organisation", "auth/organisations/page.tsx"),
  route("invitations/:invitation", "auth/organisations/invitation-page.tsx"),
  // #endregion
] satisfies RouteConfig;
