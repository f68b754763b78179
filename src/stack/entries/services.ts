import { type Entry, entry } from "../entry.ts";

export const serviceEntries: readonly Entry[] = [
  entry({
    name: "auth",
    kind: "service",
    title: "Auth",
    gives: "accounts, sessions and sign-in pages",
    status: "available",
    choices: [
      { name: "basic", gives: "accounts and sessions", status: "available" },
      { name: "rbac", gives: "roles, which guard routes and pages, as well", status: "available" },
      { name: "org", gives: "organisations with members and invitations as well", status: "available" },
    ],
    defaults: [{ choice: "basic" }],
    flags: [{ name: "oauth", gives: "sign-in through GitHub and Google", status: "available" }],
    requires: [
      { needs: "database", because: "auth keeps accounts and sessions there" },
      { needs: "mail", because: "auth sends links to confirm an address and to reset a password" },
    ],
    pairsWell: ["worker", "cache", "scheduler"],
    outlives: [
      {
        name: "tables users, sessions, accounts and verifications, with aegis_rate_limits, aegis_sign_in_failures and aegis_audit_entries",
        gives: "the accounts and what was done with them; their migrations stay too",
      },
      {
        when: "auth=org",
        name: "tables organisations, members and invitations",
        gives: "the organisations and who is in them; their migrations stay too",
      },
      { name: "data/auth-secret", gives: "what development signs its cookies with" },
    ],
    claims: [
      {
        paths: [
          "app/components/backend/api/account/",
          "app/components/backend/services.ts",
          "app/components/frontend/auth/",
          "app/components/frontend/format/",
          "app/components/frontend/ui/button.tsx",
          "app/components/frontend/ui/clock.tsx",
          "app/components/frontend/ui/definition-list.tsx",
          "app/components/frontend/ui/relative-time.tsx",
          "app/components/frontend/ui/status-mark.tsx",
          "app/services/auth/",
        ],
        dependencies: ["@node-rs/argon2", "better-auth"],
      },
      {
        when: "auth=oauth",
        paths: ["app/components/frontend/auth/providers/"],
      },
      {
        when: "auth=org",
        paths: [
          "app/components/frontend/auth/organisations/",
          "app/components/frontend/ui/confirm.tsx",
          "app/services/auth/organisations/",
        ],
      },
      { when: "scheduler", paths: ["app/components/scheduler/jobs/clean-auth.ts"] },
    ],
  }),
  entry({
    name: "mail",
    kind: "service",
    title: "Mail",
    gives: "typed messages by SMTP, tried again until they are sent, readable on screen in development",
    status: "available",
    pairsWell: ["auth", "worker"],
    outlives: [{ name: "data/outbox", gives: "the messages of development" }],
    claims: [
      {
        paths: ["app/services/mail/"],
        dependencies: ["nodemailer"],
      },
      {
        when: "worker",
        paths: ["app/components/worker/tasks/send-mail.ts", "app/services/mail/send-mail-task.ts"],
      },
    ],
  }),
  entry({
    name: "ai",
    kind: "service",
    title: "AI",
    gives: "chat with any provider, streamed, and a mock model for tests",
    status: "planned",
    pairsWell: ["database", "worker"],
    claims: [
      {
        paths: ["app/services/ai/"],
        dependencies: [
          "@ai-sdk/anthropic",
          "@ai-sdk/google",
          "@ai-sdk/openai",
          "@ai-sdk/openai-compatible",
          "@ai-sdk/provider",
          "ai",
        ],
      },
    ],
  }),
];
