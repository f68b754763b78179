/** What production cannot do without: the server of the tests; without one, the address of none. */
export const redisOfProduction = {
  REDIS_URL: process.env.TEST_REDIS_SERVER ?? "redis://127.0.0.1:1",
  REDIS_PREFIX: process.env.REDIS_PREFIX ?? "test",
};
