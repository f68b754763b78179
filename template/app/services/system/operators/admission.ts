// #region aegis:!auth
// /** // aegis:!auth
//  * Whether a caller may see the operations pages: // aegis:!auth
//  * `granted`; `read-only`: to look, and to change nothing; `credentials`: they were not given or are wrong; // aegis:!auth
//  * `closed`: in production nobody may, because no password is set. // aegis:!auth
//  */ // aegis:!auth
// export type Admission = "granted" | "read-only" | "credentials" | "closed"; // aegis:!auth
// #endregion aegis:!auth
// #region aegis:auth
/**
 * Whether a caller may see the operations pages: `granted`; `read-only`: to look, and to change nothing; `sign-in`:
 * nobody is signed in; `forbidden`: somebody is, who is no admin.
 */
export type Admission = "granted" | "read-only" | "sign-in" | "forbidden";
// #endregion aegis:auth

const READS = new Set(["GET", "HEAD"]);

/** Whether an admission is enough for a request with this method. */
export const allowsMethod = (admission: Admission, method: string): boolean =>
  admission === "granted" || (admission === "read-only" && READS.has(method));
