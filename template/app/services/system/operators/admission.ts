// #region aegis:!auth
// /** // aegis:!auth
//  * Whether a caller may see the operations pages: // aegis:!auth
//  * `granted`; `credentials`: there is a password and it was not given or is wrong; `closed`: in production // aegis:!auth
//  * nobody may, because no password is set. // aegis:!auth
//  */ // aegis:!auth
// export type Admission = "granted" | "credentials" | "closed"; // aegis:!auth
// #endregion aegis:!auth
// #region aegis:auth
/**
 * Whether a caller may see the operations pages:
 * `granted`; `sign-in`: nobody is signed in; `forbidden`: somebody is, who is no admin.
 */
export type Admission = "granted" | "sign-in" | "forbidden";
// #endregion aegis:auth
