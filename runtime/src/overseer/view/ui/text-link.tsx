import type { ComponentProps } from "react";
import { Link } from "react-router";

/** A link in running text or in a table. */
export function TextLink({ className = "", ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={`text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent ${className}`}
    />
  );
}
