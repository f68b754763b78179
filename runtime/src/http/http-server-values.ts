/** The settings that a server needs; the values of `httpSettings` and NODE_ENV fit. */
export interface HttpServerValues {
  /** Decides between strictness and speed, and which policy pages have. */
  readonly NODE_ENV: "development" | "test" | "production";
  /** Names besides localhost by which a development server may be addressed; one with a leading dot covers all below. */
  readonly ALLOWED_HOSTS: readonly string[];
  /** Which proxies may name the client: their number, or their addresses; true is the nearest one. */
  readonly TRUST_PROXY: boolean | number | readonly string[];
  /** Origins from which browsers may call the API. */
  readonly CORS_ORIGINS: readonly string[];
  /** Requests per client and minute. */
  readonly RATE_LIMIT: number;
  /** The largest body of a request, in bytes. */
  readonly BODY_LIMIT: number;
}
