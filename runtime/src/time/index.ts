export {
  DAY_MS,
  type Duration,
  formatDuration,
  formatTimeAgo,
  formatTimeUntil,
  HOUR_MS,
  MINUTE_MS,
  parseDuration,
  SECOND_MS,
} from "./duration.ts";
