import { expect, test } from "vitest";
import { isOpenRoute } from "../engine/open-routes.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import { describeAttacks } from "./world.fixture.ts";

describeAttacks((world) => {
  /** The library's routes that are closed, each for a reason. */
  const CLOSED: Readonly<Record<string, string>> = {
    "POST /get-session": "reading is enough",
    "GET /verify-email": "an address is confirmed with the account's password, and not by following a link",
    "POST /verify-password": "would let a stolen session guess",
    "GET /reset-password/:token": "the link in the mail leads to a page",
    "POST /change-email": "an address identifies its user",
    "POST /delete-user": "accounts are deactivated",
    "GET /delete-user/callback": "accounts are deactivated",
    "POST /update-session": "sessions hold nothing of the user's own",
    "GET /ok": "there are probes",
  };

  /** Those that matter only for sign-in through another provider. */
  const PROVIDERS = [
    "POST /sign-in/social",
    "POST /link-social",
    "GET /list-accounts",
    "POST /unlink-account",
    "GET /callback/:id",
    "POST /callback/:id",
    "POST /refresh-token",
    "POST /get-access-token",
    "GET /account-info",
    "GET /error",
  ];

  test("every route of the library's is open, or closed for a reason that is written down", async () => {
    const { testEngine } = await world();
    const undecided: string[] = [];
    for (const endpoint of Object.values(testEngine.api)) {
      const { path, options } = Object(endpoint);
      if (typeof path !== "string" || options?.metadata?.scope === "server") continue;
      for (const method of [options?.method].flat()) {
        const route = `${method} ${path}`;
        const decided = isOpenRoute(method, path, true) || route in CLOSED || PROVIDERS.includes(route);
        if (!decided && !path.startsWith("/organization")) undecided.push(route);
      }
    }
    expect(undecided).toEqual([]);
  });

  test("what is closed is as if it were not there, however it is spelt", async () => {
    const { createUser, browser } = await world();
    await createUser("ada@example.com");
    const ada = browser();
    await ada.signIn("ada@example.com");
    const nothing = await ada.post("/no-such-route");
    expect(nothing).toMatchObject({ status: 404, json: { code: "auth.no-route" } });
    for (const route of Object.keys(CLOSED)) {
      const [method = "", path = ""] = route.replace(":token", "abc").split(" ");
      const body = method === "POST" ? { body: {} } : {};
      const spelt = [
        path,
        `${path}/`,
        `/${path}`,
        `/x/..${path}`,
        path.replace("-", "%2d"),
        path.toUpperCase(),
      ];
      for (const one of spelt) {
        const { status } = await ada.send(`${AUTH_PATH}${one}`, { method, ...body });
        expect([method, one, status]).toEqual([method, one, 404]);
      }
    }
  });
});
