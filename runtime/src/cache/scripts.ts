/** Versions outlive every entry that was stored with them, in milliseconds; using one renews it. */
export const VERSION_TTL_MS = 30 * 24 * 3_600_000;

/** How long it is remembered that a key was invalidated: longer than computing a value takes, in milliseconds. */
export const TOMBSTONE_TTL_MS = 10 * 60_000;

/** How long the claim of a process that has died is valid, in milliseconds. */
export const CLAIM_TTL_MS = 10_000;

/**
 * Reads an entry and what decides whether it is valid, all at one instant.
 *
 * KEYS: entry, tombstone, claim, versions …  ARGV: a random word, the time to live of versions, that of a claim or 0
 * Returns: entry, tombstone, whether the claim was taken (1, 0), versions …
 */
export const READ_SCRIPT = `
local found = { redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2]) or '', 0 }
for i = 4, #KEYS do
  local version = redis.call('GETEX', KEYS[i], 'PX', ARGV[2])
  if not version then
    version = ARGV[1] .. i
    redis.call('SET', KEYS[i], version, 'PX', ARGV[2])
  end
  found[i] = version
end
if ARGV[3] ~= '0' and redis.call('SET', KEYS[3], ARGV[1], 'NX', 'PX', ARGV[3]) then found[3] = 1 end
return found
`;

/**
 * Writes an entry, unless what it was computed from was invalidated meanwhile.
 *
 * KEYS: entry, tombstone, versions …  ARGV: the entry, its time to live, the tombstone that was read, the versions that were read …
 */
export const WRITE_SCRIPT = `
if (redis.call('GET', KEYS[2]) or '') ~= ARGV[3] then return 0 end
for i = 3, #KEYS do
  if redis.call('GET', KEYS[i]) ~= ARGV[i + 1] then return 0 end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

/** Releases a claim, if this process still has it. KEYS: claim  ARGV: the word it was taken with */
export const RELEASE_SCRIPT = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('UNLINK', KEYS[1]) end
return 0
`;
