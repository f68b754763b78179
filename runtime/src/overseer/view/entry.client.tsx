import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { DocumentFactsProvider, factsOf } from "./document/document-facts.tsx";

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <DocumentFactsProvider facts={factsOf(document.documentElement)}>
        <HydratedRouter />
      </DocumentFactsProvider>
    </StrictMode>,
  );
});
