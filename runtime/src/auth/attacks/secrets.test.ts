import { expect, test } from "vitest";
import { GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import { describeAttacks, tokenIn } from "./world.fixture.ts";

describeAttacks((world) => {
  const ADA = "ada@example.com";

  test("neither log nor refusal holds a password, a token or the secret, whatever is done", async () => {
    const { ask, browser, mailed, logged, secret } = await world();
    const passwords = [GOOD_PASSWORD, "a wrong password of mine", "another good password", "short-pw"];
    const responses: string[] = [];
    const ada = browser();
    const post = async (path: string, body: object) => {
      const got = await ada.post(path, body);
      if (got.status >= 400) responses.push(got.text);
      return got;
    };
    await post("/sign-up/email", { name: "Ada", email: ADA, password: "short-pw" });
    await post("/sign-up/email", { name: "Ada\n", email: "ada", password: GOOD_PASSWORD });
    await post("/sign-up/email", { name: "Ada", email: ADA, password: GOOD_PASSWORD });
    await ada.signIn(ADA);
    const verification = tokenIn((await mailed()).at(-1));
    await post("/verify-email", { token: verification, password: "a wrong password of mine" });
    await post("/verify-email", { token: verification, password: GOOD_PASSWORD });
    await ask(`/verify-email?token=${verification}`);
    await post("/sign-in/email", { email: ADA, password: "a wrong password of mine" });
    const signedIn = await post("/sign-in/email", { email: ADA, password: GOOD_PASSWORD });
    const session = String(signedIn.json.token);
    await ada.account();
    await post("/change-password", {
      currentPassword: "a wrong password of mine",
      newPassword: GOOD_PASSWORD,
    });
    await post("/request-password-reset", { email: ADA });
    const reset = tokenIn((await mailed()).at(-1));
    await ask(`/reset-password?token=${reset}`);
    await post("/reset-password", { token: reset, newPassword: "short-pw" });
    await post("/reset-password", { token: reset, newPassword: "another good password" });
    await post("/reset-password", { token: reset, newPassword: "another good password" });

    for (const kept of [...passwords, verification, session, reset, secret]) {
      expect(kept.length).toBeGreaterThan(7);
      expect(logged()).not.toContain(kept);
      expect(responses.join("\n")).not.toContain(kept);
    }
    expect(logged()).toContain("/api/v1/auth/reset-password");
    expect(responses.length).toBeGreaterThan(4);
  });
});
