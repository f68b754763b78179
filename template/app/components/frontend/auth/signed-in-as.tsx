import { Link, useRouteLoaderData } from "react-router";
import { TextLink } from "../ui/text-link.tsx";
import { SignOutButton } from "./sign-out/button.tsx";
import type { SignedIn } from "./who-is-signed-in.ts";

/** Who is signed in, the way to the account and the way out; or the ways in. */
export function SignedInAs({ className = "" }: { className?: string }) {
  const name = useRouteLoaderData<SignedIn>("root")?.name ?? null;
  return (
    <div className={`flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 ${className}`}>
      {name === null ? (
        <>
          <TextLink to="/sign-in">Sign in</TextLink>
          <TextLink to="/sign-up">Create an account</TextLink>
        </>
      ) : (
        <>
          <Link
            to="/account"
            title={`Account of ${name}`}
            className="min-w-0 flex-1 truncate font-medium text-accent hover:underline"
          >
            {name}
            <span className="block text-xs font-normal text-muted">Account</span>
          </Link>
          <SignOutButton />
        </>
      )}
    </div>
  );
}
