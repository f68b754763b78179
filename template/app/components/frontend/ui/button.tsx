import type { ComponentProps } from "react";

const LOOK_CLASSES = {
  plain: "border-line bg-panel hover:bg-sunken",
  primary: "border-accent bg-accent text-panel hover:opacity-90",
} as const;

interface ButtonProps extends ComponentProps<"button"> {
  look?: keyof typeof LOOK_CLASSES;
}

export function Button({ look = "plain", type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`h-8 cursor-pointer rounded-md border px-3 font-medium whitespace-nowrap aria-disabled:cursor-default aria-disabled:text-muted aria-disabled:opacity-60 aria-disabled:hover:bg-panel ${LOOK_CLASSES[look]}`}
    />
  );
}
