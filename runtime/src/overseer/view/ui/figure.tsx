import type { Quantity } from "../../format/quantity.ts";

/** A number with its unit; digits are of one width, so a change moves nothing. */
export function Figure({ quantity, strong = false }: { quantity: Quantity; strong?: boolean }) {
  return (
    <span className={`whitespace-nowrap tabular-nums ${strong ? "text-lg font-semibold" : ""}`}>
      {quantity.value}
      <span className={strong ? "ml-1 text-xs font-normal text-muted" : "ml-0.5 text-muted"}>
        {quantity.unit}
      </span>
    </span>
  );
}
