import { useRouteLoaderData } from "react-router";
import type { SignedIn } from "../pages/system.ts";
import { Button } from "./actions/button.tsx";
import { OuterLink } from "./ui/outer-link.tsx";

/** The account that is signed in, with links to the account and a form to sign out; or the links to sign in. */
export function SignedInAs({ className = "" }: { className?: string }) {
  const signedIn = useRouteLoaderData<SignedIn>("root");
  if (signedIn?.hasAccounts !== true) return null;
  const { name } = signedIn;
  return (
    <div className={`flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 ${className}`}>
      {name === null ? (
        <>
          <OuterLink href="/sign-in">Sign in</OuterLink>
          <OuterLink href="/sign-up">Create an account</OuterLink>
        </>
      ) : (
        <>
          <a
            href="/account"
            title={`Account of ${name}`}
            className="min-w-0 flex-1 truncate font-medium text-accent hover:underline"
          >
            {name}
            <span className="block text-xs font-normal text-muted">Account</span>
          </a>
          <form method="post" action="/sign-out">
            <Button type="submit">Sign out</Button>
          </form>
        </>
      )}
    </div>
  );
}
