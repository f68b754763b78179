import { useLoaderData } from "react-router";
import { sampleItemService } from "#app/services/sample-item/sample-item-service.ts";
import { CONTENT_ID, SkipLink } from "../ui/skip-link.tsx";

export const loader = () => sampleItemService.overview(); // aegis:service
// export const loader = () => ({ name: "sample-item", at: new Date().toISOString() }); // aegis:!service

export default function SampleItemPage() {
  const { name, at } = useLoaderData<typeof loader>();
  return (
    <>
      <title>Sample item</title>
      <SkipLink />
      <main id={CONTENT_ID} className="mx-auto max-w-3xl space-y-4 px-4 py-8 sm:px-6 sm:py-16">
        <h1 className="text-2xl font-semibold">Sample item</h1>
        <p>
          {name}, as of <time dateTime={at}>{at}</time>
        </p>
      </main>
    </>
  );
}
