import { expect } from "vitest";

// #region aegis:auth
/** Leads to the sign-in, by a redirect or, where a script asked for data, by what it makes one of. */
export async function expectAsked(response: Response): Promise<void> {
  if (response.status === 302) {
    expect(response.headers.get("location")).toMatch(/^\/sign-in\?next=/);
  } else {
    expect(response.status).toBe(202);
    expect(await response.clone().text()).toContain("/sign-in?next=");
  }
}

/** Users who may sign in are admitted, whether or not there is a password for programs. */
export async function expectClosed(response: Response): Promise<void> {
  await expectAsked(response);
}
// #else
// /** Without a password no client could be admitted, so the pages are hidden. */
// export async function expectClosed(response: Response): Promise<void> {
//   expect(response.status).toBe(404);
//   expect(response.headers.get("www-authenticate")).toBeNull();
// }

// /** A browser is to ask for the password. */
// export async function expectAsked(response: Response): Promise<void> {
//   expect(response.status).toBe(401);
//   expect(response.headers.get("www-authenticate")).toMatch(/^Basic realm="/);
// }
// #endregion
