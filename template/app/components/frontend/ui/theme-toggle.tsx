import { useDocument } from "../document/document-facts.tsx";
import { THEME_NAMES, type Theme } from "../document/theme.ts";

const THEME_ICONS: Record<Theme, { label: string; path: string }> = {
  system: { label: "As the system", path: "M2 3h12v8H2ZM5.5 13.5h5" },
  light: {
    label: "Light",
    path: "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13",
  },
  dark: { label: "Dark", path: "M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2Z" },
};

export function ThemeToggle() {
  const { theme, chooseTheme } = useDocument();
  return (
    <fieldset data-needs-script className="flex rounded-md border border-line bg-panel p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEME_NAMES.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={theme === option}
          aria-label={THEME_ICONS[option].label}
          title={THEME_ICONS[option].label}
          onClick={() => chooseTheme(option)}
          className="flex size-7 cursor-pointer items-center justify-center rounded-sm text-muted hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink"
        >
          <svg
            viewBox="0 0 16 16"
            className="size-4 fill-none stroke-current stroke-[1.25]"
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            <path d={THEME_ICONS[option].path} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
