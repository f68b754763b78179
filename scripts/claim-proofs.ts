import type { Catalog, Claim } from "../src/stack/entry.ts";

/** Which proofs an application needs which entry for. All others run on every application. */
const PROOF_CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  frontend: [
    { when: "ai|auth|cache|database|mail|scheduler|worker", paths: ["proofs/pages/operate.ts"] },
    { when: "ai|auth", paths: ["proofs/pages/visitor.ts"] },
  ],
  database: [
    {
      paths: ["proofs/cli/db.test.ts", "proofs/pages/database.test.ts"],
    },
  ],
  redis: [{ paths: ["proofs/core/redis.test.ts", "proofs/production-redis.ts"] }],
  scheduler: [
    {
      paths: [
        "proofs/cli/jobs.test.ts",
        "proofs/cli/served-jobs.ts",
        "proofs/pages/example-jobs.ts",
        "proofs/pages/scheduler.test.ts",
        "proofs/scheduler/",
      ],
    },
  ],
  worker: [
    {
      paths: [
        "proofs/backend/request-id.test.ts",
        "proofs/cli/tasks.test.ts",
        "proofs/cli/workers.test.ts",
        "proofs/pages/worker.test.ts",
        "proofs/worker/",
      ],
    },
    { when: "database", paths: ["proofs/core/queue.test.ts"] },
  ],
  cache: [{ when: "redis", paths: ["proofs/cli/cache.test.ts"] }],
  auth: [
    {
      paths: ["proofs/auth/", "proofs/cli/users.test.ts", "proofs/pages/auth*", "proofs/production-auth.ts"],
    },
    { when: "auth=org", paths: ["proofs/backend/organisations.test.ts"] },
  ],
  ai: [{ paths: ["proofs/pages/chat*"] }],
  mail: [
    {
      paths: [
        "proofs/cli/mail.test.ts",
        "proofs/mail/define-mail.test.ts",
        "proofs/mail/test-server.ts",
        "proofs/pages/mail.test.ts",
        "proofs/production-mail.ts",
      ],
    },
    { when: "worker", paths: ["proofs/mail/gate.ts", "proofs/mail/send-mail.test.ts"] },
  ],
};

/** The catalog that renders the proofs of an application as well: see `templateWithProofs`. */
export const claimProofs = ({ core, entries }: Catalog): Catalog => ({
  core: [...core, { paths: ["proofs/"] }],
  entries: entries.map((entry) => ({
    ...entry,
    claims: [...entry.claims, ...(PROOF_CLAIMS[entry.name] ?? [])],
  })),
});
