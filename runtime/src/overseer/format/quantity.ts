/** A number as it is shown, apart from its unit, so that numbers line up and units stay quiet. */
export interface Quantity {
  value: string;
  unit: string;
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** Three digits that matter: 0 B, 9.5 KiB, 128 MiB. Steps of 1,024. */
export function formatBytes(amount: number): Quantity {
  let step = 0;
  let rest = amount;
  while (step < BYTE_UNITS.length - 1 && rest >= 1_000) {
    rest /= 1_024;
    step += 1;
  }
  return { value: threeDigits(rest, step === 0 ? 0 : 1), unit: BYTE_UNITS[step] ?? "B" };
}

/** A share of one as a percentage: 0.1234 is 12.3 %. */
export function formatShare(share: number): Quantity {
  return { value: threeDigits(share * 100, 1), unit: "%" };
}

/** Milliseconds below a second, seconds above. */
export function formatMilliseconds(amount: number): Quantity {
  return amount >= 1_000
    ? { value: threeDigits(amount / 1_000, 1), unit: "s" }
    : { value: threeDigits(amount, 1), unit: "ms" };
}

/** Number and unit as one text. */
export function inWords({ value, unit }: Quantity): string {
  return `${value} ${unit}`;
}

/** Decimals only where they still say something: below 100. */
function threeDigits(amount: number, decimals: number): string {
  return amount.toFixed(amount >= 99.95 ? 0 : decimals);
}

/** A bare number, its thousands apart: 1 487 835 136. */
export function formatNumber(amount: number): string {
  const [whole = "", fraction] = String(amount).split(".");
  const apart = whole.replaceAll(/\B(?=(\d{3})+$)/g, "\u202f");
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}
