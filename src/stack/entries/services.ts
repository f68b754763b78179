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
          "app/components/frontend/ui/clock.tsx",
          "app/components/frontend/ui/definition-list.tsx",
          "app/components/frontend/ui/relative-time.tsx",
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
        paths: ["app/components/frontend/auth/organisations/", "app/services/auth/organisations/"],
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
    gives:
      "chat with models of any provider, with tools, budgets and a page; without a key a development model answers",
    status: "available",
    flags: [
      { name: "openai", gives: "the models of OpenAI", status: "available" },
      { name: "anthropic", gives: "the models of Anthropic", status: "available" },
      { name: "google", gives: "the models of Google", status: "available" },
      { name: "ollama", gives: "models on a machine of your own", status: "available" },
      { name: "openai-compatible", gives: "any server that speaks the API of OpenAI", status: "available" },
      { name: "rag", gives: "answers from your documents, with their sources", status: "available" },
    ],
    flagGroups: [
      {
        flags: ["openai", "anthropic", "google", "ollama", "openai-compatible"],
        otherwise: "openai-compatible",
      },
    ],
    requires: [
      { when: "ai=rag", needs: "database", because: "ai[rag] keeps documents and their embeddings there" },
    ],
    pairsWell: ["database", "auth", "worker", "scheduler"],
    outlives: [
      {
        when: "database",
        name: "tables aegis_ai_conversations, aegis_ai_messages, aegis_ai_approvals, aegis_ai_budgets, aegis_ai_usage, aegis_ai_responses and aegis_ai_chunks",
        gives: "what was asked and answered, and what it cost",
      },
      {
        when: "ai=rag",
        name: "tables aegis_rag_documents and aegis_rag_chunks",
        gives: "the documents, with what was embedded of them",
      },
      { when: "!auth", name: "data/ai-secret", gives: "what development signs the cookies of visitors with" },
    ],
    claims: [
      {
        paths: ["app/components/frontend/ai/", "app/services/ai/", "app/services/overview/overview-tool.ts"],
        dependencies: ["@ai-sdk/provider", "@ai-sdk/react", "@modelcontextprotocol/server", "ai"],
      },
      { when: "ai=openai", dependencies: ["@ai-sdk/openai"] },
      { when: "ai=anthropic", dependencies: ["@ai-sdk/anthropic"] },
      { when: "ai=google", dependencies: ["@ai-sdk/google"] },
      { when: "ai=ollama|ai=openai-compatible", dependencies: ["@ai-sdk/openai-compatible"] },
      { when: "scheduler", paths: ["app/components/scheduler/jobs/clean-ai.ts"] },
      { when: "worker", paths: ["app/services/system/system-report/system-report-tool.ts"] },
      {
        when: "worker&database",
        paths: ["app/components/worker/tasks/write-response.ts", "app/services/ai/write-response.ts"],
      },
      { when: "ai=rag", paths: ["app/components/frontend/ai/documents/"] },
      {
        when: "ai=rag&worker",
        paths: ["app/components/worker/tasks/reembed-documents.ts", "app/services/ai/reembed-documents.ts"],
      },
    ],
  }),
];
