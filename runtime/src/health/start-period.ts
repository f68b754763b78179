/** How long other containers or an embedded queue may take to start, in seconds. */
export const START_PERIOD_SECONDS = 20;

/** Whether this process started moments ago, so that another process that is not seen yet is no fault. */
export const isStarting = (): boolean => process.uptime() < START_PERIOD_SECONDS;
