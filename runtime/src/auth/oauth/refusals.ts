/** Why a sign-in through a provider failed, for the page that the user returns to. */
export interface ProviderRefusal {
  readonly message: string;
  readonly hint: string;
}

const notBegun: ProviderRefusal = {
  message: "The sign-in was not begun in this browser, or is too old.",
  hint: "Begin it again.",
};

const notConfirmed: ProviderRefusal = {
  message: "The provider does not say that your e-mail address there is confirmed.",
  hint: "Confirm it there, or sign in with a password.",
};

const notIdentified: ProviderRefusal = {
  message: "The provider did not send your identity.",
  hint: "Begin again; if it stays so, sign in with a password.",
};

/** The values of `error` in the address that a provider sends the user back to. */
const REFUSALS_BY_CODE: Readonly<Record<string, ProviderRefusal | undefined>> = {
  access_denied: { message: "You did not agree, so nothing was done.", hint: "Begin again if you want to." },
  state_mismatch: notBegun,
  state_not_found: notBegun,
  state_invalid: notBegun,
  no_code: notIdentified,
  invalid_code: notIdentified,
  unable_to_get_user_info: notIdentified,
  email_not_found: notConfirmed,
  email_not_verified: notConfirmed,
  account_not_linked: {
    message: "There is an account with this e-mail address, and it was never confirmed.",
    hint: "Reset its password first; a link is sent to that address.",
  },
  email_does_not_match: {
    message: "The account there has another e-mail address than yours here.",
    hint: "Use one that has the same.",
  },
  account_already_linked_to_different_user: {
    message: "The account there is linked to another account here.",
    hint: "Unlink it there first.",
  },
  "auth.deactivated": {
    message: "This account was deactivated.",
    hint: "Ask an administrator of this application.",
  },
  "auth.too-many": {
    message: "Too many attempts came from this address.",
    hint: "Wait a minute, then try again.",
  },
};

/**
 * Why a user returned from a provider without being signed in or linked. No text of the address is shown.
 *
 * @param error the parameter of the address
 */
export const findProviderRefusal = (error: string): ProviderRefusal =>
  REFUSALS_BY_CODE[error] ?? { message: "The provider's answer could not be used.", hint: "Begin again." };
