export interface PlatformCase {
  /** Its path in the repository. */
  file: string;
  /** Part of the test's full name. */
  name: string;
  /** What the machine must be or have. */
  needs: string;
}

/**
 * The only tests that may be skipped in CI: each needs something of its machine that tests cannot install. A case that
 * follows from a table of stacks or engines is no test at all where it does not apply.
 */
export const PLATFORM_CASES: readonly PlatformCase[] = [
  {
    file: "test/ai/terminal-chat.test.ts",
    name: "the chat in a terminal",
    needs: "Linux with util-linux `script`",
  },
  {
    file: "test/ai/guide.test.ts",
    name: "the chat that the guide shows is what a terminal shows",
    needs: "Linux with util-linux `script`",
  },
  {
    file: "test/vendor/source.test.ts",
    name: "in a terminal the editor of the environment opens it",
    needs: "Linux with util-linux `script`",
  },
  {
    file: "template/proofs/cli/commands.test.ts",
    name: "is content with a reader that has read enough",
    needs: "a system with SIGPIPE, so not Windows",
  },
  {
    file: "template/proofs/cli/health.test.ts",
    name: "on a terminal",
    needs: "Linux with util-linux `script`",
  },
  {
    file: "template/proofs/core/log.test.ts",
    name: "on a terminal lines are readable",
    needs: "Linux with util-linux `script`",
  },
  {
    file: "runtime/src/database/sqlite/disk.test.ts",
    name: "a disk that is full or can only be read",
    needs: "the right to mount a small disk",
  },
  {
    file: "runtime/src/application/run.test.ts",
    name: "it stops on SIGTERM as PID 1 too",
    needs: "namespaces of users and processes",
  },
  {
    file: "runtime/src/settings/environment-file.test.ts",
    name: "so is a file without permission",
    needs: "a user whom file modes bind, so neither root nor Windows",
  },
  {
    file: "runtime/src/frontend/watch/watch.test.ts",
    name: "SIGTERM to the shell between npm and the watcher ends the server",
    needs: "a system with process groups, so not Windows",
  },
  {
    file: "test/containers/image.test.ts",
    name: "the production image",
    needs: "root, buildah and debootstrap",
  },
  {
    file: "test/evolve/hostile.test.ts",
    name: "that is a pipe is not waited for",
    needs: "a system with named pipes in folders, so not Windows",
  },
  {
    file: "test/evolve/refusals.test.ts",
    name: "a folder that may not be written leaves all as it was",
    needs: "root, who can start a command as another user",
  },
  {
    file: "test/node-versions.test.ts",
    name: "the command runs on a real Node 20, in full",
    needs: "Node 20 at /usr/bin/node",
  },
];

/** Files that skip tests where a tool is missing on a developer's machine. In CI the tool is there, or the run fails. */
export const TOOL_CASES: readonly string[] = [
  "runtime/src/database/columns.test.ts",
  "runtime/src/database/missing-table.test.ts",
  "runtime/src/database/postgres/copy.test.ts",
  "runtime/src/database/postgres/engine.test.ts",
  "runtime/src/database/postgres/failover.test.ts",
  "runtime/src/database/postgres/faults.test.ts",
  "runtime/src/cache/redis-level.test.ts",
  "runtime/src/queue/engines.test.ts",
  "runtime/src/queue/redis/damaged-records.test.ts",
  "runtime/src/redis/cluster.test.ts",
  "runtime/src/redis/connections.test.ts",
  "runtime/src/redis/prefix-watch.test.ts",
  "runtime/src/testing/redis/test-server.test.ts",
  "template/proofs/cli/cache.test.ts",
  "template/proofs/core/redis.test.ts",
  "runtime/src/auth/sessions/cached-sessions.test.ts",
  "template/proofs/pages/worker.test.ts",
  "test/browser/accessibility.test.ts",
  "test/browser/accounts.test.ts",
  "test/browser/auth.test.ts",
  "test/browser/chat-background.test.ts",
  "test/browser/chat-restart.test.ts",
  "test/browser/live.test.ts",
  "test/browser/overseer-update.test.ts",
  "test/browser/overseer.test.ts",
  "test/browser/pages.test.ts",
  "test/browser/worker.test.ts",
  "test/choose.test.ts",
  "test/database/encryption.test.ts",
  "test/database/pooler.test.ts",
  "test/evolve/refusals.test.ts",
  "test/init-disks.test.ts",
  "test/init-install.test.ts",
  "test/init-terminal.test.ts",
];
