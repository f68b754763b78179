import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  route("", "layout.tsx", [
    layout("pages.tsx", [
      index("overview.tsx"),
      route(":group/:name", "component.tsx"),
      route("services/auth", "auth/page.tsx"),
      route("services/auth/users/:user", "auth/user-page.tsx"),
      route("services/auth/audit", "auth/audit-page.tsx"),
      route("components/database", "database/page.tsx"),
      route("components/scheduler", "scheduler/page.tsx"),
      route("components/scheduler/:job", "scheduler/job-page.tsx"),
      route("components/redis", "redis/page.tsx"),
      route("components/cache", "cache/page.tsx"),
      route("components/worker", "worker/page.tsx"),
      route("components/worker/tasks/:task", "worker/task-page.tsx"),
      route("components/worker/enqueue/:contract", "worker/enqueue-page.tsx"),
      route("services/mail", "mail/page.tsx"),
      route("services/mail/:mail", "mail/mail-page.tsx"),
      route("services/ai", "ai/page.tsx"),
      route("panels/:panel", "panel/page.tsx"),
      route("*", "unknown.tsx"),
    ]),
  ]),
] satisfies RouteConfig;
