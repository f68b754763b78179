import type { ComponentProps } from "react";

/** A link that leads out of Overseer, so the browser loads it as a document. */
export function OuterLink({ className = "", children, ...rest }: ComponentProps<"a">) {
  return (
    <a
      {...rest}
      className={`text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent ${className}`}
    >
      {children}
    </a>
  );
}
