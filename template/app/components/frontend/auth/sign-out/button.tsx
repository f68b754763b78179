import { Button } from "../../ui/button.tsx";

/** Signs out at once, from whichever page. */
export function SignOutButton({ everywhere = false }: { everywhere?: boolean }) {
  return (
    <form method="post" action="/sign-out">
      {everywhere && <input type="hidden" name="where" value="everywhere" />}
      <Button type="submit">{everywhere ? "Sign out everywhere" : "Sign out"}</Button>
    </form>
  );
}
