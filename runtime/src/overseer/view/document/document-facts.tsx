import { createContext, type ReactNode, useContext, useState } from "react";
import { type Theme, themeCookie } from "./theme.ts";

/** What the server knows about the document before any loader runs, so that error pages have it too. */
export interface DocumentFacts {
  theme: Theme;
  /** The id of the request that the document answers; logs carry the same. */
  requestId: string;
  /** Whether a page that fails shows where. */
  showErrors: boolean;
}

interface DocumentState extends DocumentFacts {
  chooseTheme(theme: Theme): void;
}

const context = createContext<DocumentState | undefined>(undefined);

export function DocumentFactsProvider({ facts, children }: { facts: DocumentFacts; children: ReactNode }) {
  const [theme, setTheme] = useState(facts.theme);
  const chooseTheme = (next: Theme) => {
    // Not by the Cookie Store: browsers offer that over HTTPS only.
    Reflect.set(document, "cookie", themeCookie(next));
    setTheme(next);
  };
  return <context.Provider value={{ ...facts, theme, chooseTheme }}>{children}</context.Provider>;
}

export function useDocument(): DocumentState {
  const facts = useContext(context);
  if (!facts) throw new Error("The page is not inside a DocumentFactsProvider; see entry.server.tsx.");
  return facts;
}

/** The facts as the server wrote them to the `html` element, for the first render in the browser. */
export function factsOf({ dataset }: HTMLElement): DocumentFacts {
  const { theme } = dataset;
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    requestId: dataset.requestId ?? "",
    showErrors: dataset.showErrors !== undefined,
  };
}
