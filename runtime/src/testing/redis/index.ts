export { setup, type TestProjectLike } from "./global-setup.ts";
export {
  startTestRedisCluster,
  type TestRedisCluster,
  type TestRedisClusterOptions,
} from "./test-cluster.ts";
export {
  canStartRedis,
  isRedisReachable,
  startTestRedisServer,
  type TestRedisServer,
  type TestRedisServerOptions,
} from "./test-server.ts";
