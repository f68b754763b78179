/** A trouble that a Redis server can have, with the sentences for those who operate the application. */
export interface Trouble {
  code: string;
  /** What the server, the driver or the operating system says. A script's error has it in the middle. */
  says: RegExp;
  what: (place: string) => string;
  todo: string;
  /** Whether it stays until the server or the settings are changed. */
  isLasting: boolean;
}

export const UNREACHABLE: Trouble = {
  code: "redis.unreachable",
  says: /isn't writeable|Socket timeout|ETIMEDOUT/,
  what: (place) => `The Redis server at ${place} cannot be reached.`,
  todo: "Start it, or set REDIS_URL to its address.",
  isLasting: false,
};

export const CLUSTER: Trouble = {
  code: "redis.cluster",
  says: /\b(MOVED \d|ASK \d)/,
  what: (place) => `The Redis server at ${place} is a node of a cluster.`,
  todo: "Set REDIS_CLUSTER=true, or REDIS_URL to a server that is no node of a cluster.",
  isLasting: true,
};

/** The first that fits is meant. */
export const TROUBLES: readonly Trouble[] = [
  {
    code: "redis.refused",
    says: /\b(WRONGPASS|NOAUTH|ERR AUTH|ERR invalid password|invalid username-password)/,
    what: (place) => `The Redis server at ${place} refuses the user or the password.`,
    todo: "Set REDIS_URL to a user and a password that the server knows.",
    isLasting: true,
  },
  {
    code: "redis.forbidden",
    says: /\bNOPERM\b|The user executing the script can't/,
    what: (place) => `The Redis server at ${place} does not permit this command, key or channel to its user.`,
    todo: "Permit the user of REDIS_URL the keys and channels of REDIS_PREFIX; docs/redis.md has the rule.",
    isLasting: true,
  },
  {
    code: "redis.full",
    says: /\bOOM\b/,
    what: (place) => `The memory of the Redis server at ${place} is full, so nothing was written.`,
    todo: "Give it more memory (maxmemory), or remove what is no longer needed.",
    isLasting: true,
  },
  {
    code: "redis.cannot-save",
    says: /\bMISCONF\b/,
    what: (place) => `The Redis server at ${place} cannot write to its disk, so it accepts no writes.`,
    todo: "Read its log; most often its disk is full.",
    isLasting: true,
  },
  {
    code: "redis.read-only",
    says: /\bREADONLY\b/,
    what: (place) => `The Redis server at ${place} is a read-only replica.`,
    todo: "Set REDIS_URL to the primary server.",
    isLasting: true,
  },
  {
    code: "redis.too-few-replicas",
    says: /\bNOREPLICAS\b/,
    what: (place) => `The Redis server at ${place} has too few replicas, so it accepts no writes.`,
    todo: "Start its replicas, or lower min-replicas-to-write.",
    isLasting: true,
  },
  {
    code: "redis.no-such-database",
    says: /DB index is out of range|invalid DB index|SELECT is not allowed in cluster mode/,
    what: (place) => `The Redis server has no database of the number in ${place}.`,
    todo: "Set REDIS_URL to a number that the server has; without one it is 0, the only one of a cluster.",
    isLasting: true,
  },
  CLUSTER,
  {
    code: "redis.no-cluster",
    says: /cluster support disabled/i,
    what: (place) => `The Redis server at ${place} is no node of a cluster.`,
    todo: "Remove REDIS_CLUSTER, or set REDIS_URL to a node of the cluster.",
    isLasting: true,
  },
  {
    code: "redis.cross-slot",
    says: /\bCROSSSLOT\b|same slots allocation group/,
    what: (place) => `The keys of one command lie on several nodes of the Redis Cluster at ${place}.`,
    todo: "Name keys that are used together by groupKey; docs/redis.md shows it.",
    isLasting: true,
  },
  {
    code: "redis.cluster-down",
    says: /\b(CLUSTERDOWN|TRYAGAIN)\b|ClusterAllFailed|Failed to refresh slots cache|None of startup nodes/,
    what: (place) => `The Redis Cluster at ${place} does not serve all of its keys.`,
    todo: "Check its nodes with `redis-cli --cluster check`.",
    isLasting: false,
  },
  {
    code: "redis.too-many-clients",
    says: /max number of clients/i,
    what: (place) => `The Redis server at ${place} has no connection left.`,
    todo: "Raise its maxclients, or run fewer processes.",
    isLasting: false,
  },
  {
    code: "redis.unsupported",
    says: /ERR unknown (sub)?command/i,
    what: (place) => `The Redis server at ${place} lacks a command that is needed.`,
    todo: "Use Redis 6.2 or later, with no command disabled or renamed.",
    isLasting: true,
  },
  {
    code: "redis.tls",
    says: /^(ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|HOSTNAME_MISMATCH)/,
    what: (place) => `The TLS connection to the Redis server at ${place} fails.`,
    todo: "Check its certificate (NODE_EXTRA_CA_CERTS adds an authority) and that REDIS_URL begins with rediss:// exactly when the server speaks TLS.",
    isLasting: true,
  },
  {
    code: "redis.busy",
    says: /\b(LOADING|BUSY|MASTERDOWN)\b/,
    what: (place) => `The Redis server at ${place} is busy or only just starting.`,
    todo: "Try again in a moment.",
    isLasting: false,
  },
  {
    code: "redis.no-answer",
    says: /^Command timed out|max retries per request|connection close|Connection is closed/i,
    what: (place) =>
      `The Redis server at ${place} did not respond in time, so it is not known whether it did what was asked.`,
    todo: "Try again, and check whether the server is overloaded.",
    isLasting: false,
  },
  UNREACHABLE,
];
