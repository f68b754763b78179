export const THEME_NAMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEME_NAMES)[number];

const ONE_YEAR = 31_536_000;

/** The theme that a Cookie header asks for. The server then renders it at once, so nothing flashes. */
export function themeOf(cookies: string | null): Theme {
  const wanted = cookies?.match(/(?:^|;\s*)theme=([a-z]+)/)?.[1];
  return THEME_NAMES.find((theme) => theme === wanted) ?? "system";
}

/** What to write to `document.cookie` so that the choice stays; following the system needs no cookie. */
export function themeCookie(theme: Theme): string {
  return `theme=${theme}; Path=/; SameSite=Lax; Max-Age=${theme === "system" ? 0 : ONE_YEAR}`;
}
