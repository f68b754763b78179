/** What the server reads from the `config` of a route. */
export interface HttpRouteConfig {
  /** The route is requested every few seconds: its responses are logged at level debug. */
  quiet?: boolean;
  /** The response does not end by itself: it has no time limit and its duration is not recorded. */
  endless?: boolean;
}

/**
 * What inline scripts and styles of a response carry, so that the browser accepts them. New for each response; reading it
 * allows it in the Content-Security-Policy of the response.
 */
export interface CspNonce {
  /** For the attribute `nonce` of scripts. */
  readonly script: string;
  /** For the attribute `nonce` of styles. */
  readonly style: string;
}

declare module "fastify" {
  interface FastifyContextConfig extends HttpRouteConfig {}

  interface FastifyReply {
    /** The nonce of this response. */
    readonly cspNonce: CspNonce;
  }
}
