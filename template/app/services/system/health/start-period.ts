/** How long what starts together with this process may take to show itself, in seconds: other containers, or an embedded queue. */
export const START_PERIOD = 20;

/** Whether this process started a moment ago, so that somebody who has not shown himself yet is no fault. */
export const isStarting = (): boolean => process.uptime() < START_PERIOD;
