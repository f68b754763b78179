/** Marks outlive every entry that was kept under them, in milliseconds; using one renews it. */
export const MARK_LIFE = 30 * 24 * 3_600_000;

/** How long it is remembered that a key was invalidated: longer than a value takes to be made, in milliseconds. */
export const TOMBSTONE_LIFE = 10 * 60_000;

/** How long a claim holds whose process has died, in milliseconds. */
export const CLAIM_LIFE = 10_000;

/**
 * Reads an entry with what decides whether it holds, all at one instant.
 *
 * KEYS: entry, tombstone, claim, marks …  ARGV: a random word, the life of marks, the life of a claim or 0
 * Answers: entry, tombstone, whether the claim was taken (1, 0), marks …
 */
export const READ = `
local found = { redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2]) or '', 0 }
for i = 4, #KEYS do
  local mark = redis.call('GETEX', KEYS[i], 'PX', ARGV[2])
  if not mark then
    mark = ARGV[1] .. i
    redis.call('SET', KEYS[i], mark, 'PX', ARGV[2])
  end
  found[i] = mark
end
if ARGV[3] ~= '0' and redis.call('SET', KEYS[3], ARGV[1], 'NX', 'PX', ARGV[3]) then found[3] = 1 end
return found
`;

/**
 * Writes an entry, unless what it was made from was invalidated meanwhile.
 *
 * KEYS: entry, tombstone, marks …  ARGV: the entry, its life, the tombstone that was read, the marks that were read …
 */
export const WRITE = `
if (redis.call('GET', KEYS[2]) or '') ~= ARGV[3] then return 0 end
for i = 3, #KEYS do
  if redis.call('GET', KEYS[i]) ~= ARGV[i + 1] then return 0 end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

/** Lets go of a claim, if it is still one's own. KEYS: claim  ARGV: the word it was taken with */
export const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('UNLINK', KEYS[1]) end
return 0
`;
