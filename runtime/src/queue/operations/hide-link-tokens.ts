const LINK_TOKEN = /([?&]token=)[\w.~%-]+/g;

/**
 * A payload without the tokens of links in it. A mail waits in the queue with the link that sets a password, which operators
 * who look at tasks must not be able to use.
 */
export function hideLinkTokens(payload: unknown): unknown {
  const text = JSON.stringify(payload);
  if (text === undefined || text.search(LINK_TOKEN) === -1) return payload;
  return JSON.parse(text.replace(LINK_TOKEN, "$1[hidden]"));
}
