import type { ProviderReport } from "@aegis-stack/runtime/auth";
import { Form, useLoaderData } from "react-router";
import { Button } from "../../ui/button.tsx";

/** What the loader of a page with these buttons says. */
interface Offered {
  providers: ProviderReport[];
  next: string;
}

/** One button for each provider that is set up; nothing where none is. */
export function ProviderButtons() {
  const { providers, next } = useLoaderData<Offered>();
  if (providers.length === 0) return null;
  return (
    <section aria-label="Other ways to sign in" className="flex flex-wrap gap-2 border-t border-line pt-6">
      {providers.map(({ id, name }) => (
        <Form key={id} method="post" action="/sign-in/provider" reloadDocument>
          <input type="hidden" name="provider" value={id} />
          <input type="hidden" name="next" value={next} />
          <Button type="submit">Continue with {name}</Button>
        </Form>
      ))}
    </section>
  );
}
