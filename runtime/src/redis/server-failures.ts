/** A failure of a Redis server, with the sentences for the application's operators. */
export interface ServerFailure {
  /** The code of the error: "redis.full". */
  readonly code: string;
  /** Matches what the server, the driver or the operating system reports. A script's error has it in the middle. */
  readonly pattern: RegExp;
  /** The sentence that says what happened. */
  readonly describe: (place: string) => string;
  /** The sentence that says what to do. */
  readonly hint: string;
  /** Whether it stays until the server or the settings are changed. */
  readonly isLasting: boolean;
}

/** The server does not respond. */
export const UNREACHABLE_FAILURE: ServerFailure = {
  code: "redis.unreachable",
  pattern: /isn't writeable|Socket timeout|ETIMEDOUT/,
  describe: (place) => `The Redis server at ${place} cannot be reached.`,
  hint: "Start it, or set REDIS_URL to its address.",
  isLasting: false,
};

/** The server is a node of a cluster. */
export const CLUSTER_FAILURE: ServerFailure = {
  code: "redis.cluster",
  pattern: /\b(MOVED \d|ASK \d)/,
  describe: (place) => `The Redis server at ${place} is a node of a cluster.`,
  hint: "Set REDIS_CLUSTER=true, or REDIS_URL to a server that is no node of a cluster.",
  isLasting: true,
};

/** The known failures. The first that matches is meant. */
export const SERVER_FAILURES: readonly ServerFailure[] = [
  {
    code: "redis.refused",
    pattern: /\b(WRONGPASS|NOAUTH|ERR AUTH|ERR invalid password|invalid username-password)/,
    describe: (place) => `The Redis server at ${place} refuses the user or the password.`,
    hint: "Set REDIS_URL to a user and a password that the server knows.",
    isLasting: true,
  },
  {
    code: "redis.forbidden",
    pattern: /\bNOPERM\b|The user executing the script can't/,
    describe: (place) =>
      `The Redis server at ${place} does not permit this command, key or channel to its user.`,
    hint: "Permit the user of REDIS_URL the keys and channels of REDIS_PREFIX; the command `docs redis` has the rule.",
    isLasting: true,
  },
  {
    code: "redis.full",
    pattern: /\bOOM\b/,
    describe: (place) => `The memory of the Redis server at ${place} is full, so nothing was written.`,
    hint: "Give it more memory (maxmemory), or remove what is no longer needed.",
    isLasting: true,
  },
  {
    code: "redis.cannot-save",
    pattern: /\bMISCONF\b/,
    describe: (place) => `The Redis server at ${place} cannot write to its disk, so it accepts no writes.`,
    hint: "Read its log; most often its disk is full.",
    isLasting: true,
  },
  {
    code: "redis.read-only",
    pattern: /\bREADONLY\b/,
    describe: (place) => `The Redis server at ${place} is a read-only replica.`,
    hint: "Set REDIS_URL to the primary server.",
    isLasting: true,
  },
  {
    code: "redis.too-few-replicas",
    pattern: /\bNOREPLICAS\b/,
    describe: (place) => `The Redis server at ${place} has too few replicas, so it accepts no writes.`,
    hint: "Start its replicas, or lower min-replicas-to-write.",
    isLasting: true,
  },
  {
    code: "redis.no-such-database",
    pattern: /DB index is out of range|invalid DB index|SELECT is not allowed in cluster mode/,
    describe: (place) => `The Redis server has no database of the number in ${place}.`,
    hint: "Set REDIS_URL to a number that the server has; without one it is 0, the only one of a cluster.",
    isLasting: true,
  },
  CLUSTER_FAILURE,
  {
    code: "redis.no-cluster",
    pattern: /cluster support disabled/i,
    describe: (place) => `The Redis server at ${place} is no node of a cluster.`,
    hint: "Remove REDIS_CLUSTER, or set REDIS_URL to a node of the cluster.",
    isLasting: true,
  },
  {
    code: "redis.cross-slot",
    pattern: /\bCROSSSLOT\b|same slots allocation group/,
    describe: (place) => `The keys of one command lie on several nodes of the Redis Cluster at ${place}.`,
    hint: "Name keys that are used together by groupKey; the command `docs redis` shows it.",
    isLasting: true,
  },
  {
    code: "redis.cluster-down",
    pattern:
      /\b(CLUSTERDOWN|TRYAGAIN)\b|ClusterAllFailed|Failed to refresh slots cache|None of startup nodes/,
    describe: (place) => `The Redis Cluster at ${place} does not serve all of its keys.`,
    hint: "Check its nodes with `redis-cli --cluster check`.",
    isLasting: false,
  },
  {
    code: "redis.too-many-clients",
    pattern: /max number of clients/i,
    describe: (place) => `The Redis server at ${place} has no connection left.`,
    hint: "Raise its maxclients, or run fewer processes.",
    isLasting: false,
  },
  {
    code: "redis.unsupported",
    pattern: /ERR unknown (sub)?command/i,
    describe: (place) => `The Redis server at ${place} lacks a command that is needed.`,
    hint: "Use Redis 6.2 or later, with no command disabled or renamed.",
    isLasting: true,
  },
  {
    code: "redis.tls",
    pattern: /^(ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|HOSTNAME_MISMATCH)/,
    describe: (place) => `The TLS connection to the Redis server at ${place} fails.`,
    hint: "Check its certificate (NODE_EXTRA_CA_CERTS adds an authority) and that REDIS_URL begins with rediss:// exactly when the server speaks TLS.",
    isLasting: true,
  },
  {
    code: "redis.busy",
    pattern: /\b(LOADING|BUSY|MASTERDOWN)\b/,
    describe: (place) => `The Redis server at ${place} is busy or only just starting.`,
    hint: "Try again in a moment.",
    isLasting: false,
  },
  {
    code: "redis.no-answer",
    pattern: /^Command timed out|max retries per request|connection close|Connection is closed/i,
    describe: (place) =>
      `The Redis server at ${place} did not respond in time, so it is not known whether it did what was asked.`,
    hint: "Try again, and check whether the server is overloaded.",
    isLasting: false,
  },
  UNREACHABLE_FAILURE,
];
