/**
 * The value of WWW-Authenticate where operators have a password. The API and Overseer name the same realm, so that a browser
 * asks once for both.
 *
 * @param name the name of the application
 */
export const createOperatorChallenge = (name: string): string =>
  `Basic realm="${name} operations", charset="UTF-8"`;
