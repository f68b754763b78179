import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("pages/start.tsx"),
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
  route("overseer", "overseer/layout.tsx", [
    layout("overseer/pages.tsx", [
      index("overseer/overview.tsx"),
      route(":group/:name", "overseer/component.tsx"),
      route("services/auth", "overseer/auth/page.tsx"), // aegis:auth
      route("services/auth/users/:user", "overseer/auth/user-page.tsx"), // aegis:auth
      route("services/auth/audit", "overseer/auth/audit-page.tsx"), // aegis:auth
      route("components/database", "overseer/database/page.tsx"), // aegis:database
      route("components/scheduler", "overseer/scheduler/page.tsx"), // aegis:scheduler
      route("components/scheduler/:job", "overseer/scheduler/job-page.tsx"), // aegis:scheduler
      route("components/redis", "overseer/redis/page.tsx"), // aegis:redis
      route("components/cache", "overseer/cache/page.tsx"), // aegis:cache
      route("components/worker", "overseer/worker/page.tsx"), // aegis:worker
      route("components/worker/tasks/:task", "overseer/worker/task-page.tsx"), // aegis:worker
      route("components/worker/enqueue/:contract", "overseer/worker/enqueue-page.tsx"), // aegis:worker
      route("services/mail", "overseer/mail/page.tsx"), // aegis:mail
      route("services/mail/:mail", "overseer/mail/mail-page.tsx"), // aegis:mail
      route("*", "overseer/unknown.tsx"),
    ]),
  ]),
] satisfies RouteConfig;
