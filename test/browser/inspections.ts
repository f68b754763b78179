import axe from "axe-core";
import type { Page } from "playwright-core";
import { OVERFLOW } from "./looks.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules whose outcome a colour scheme can change. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** The elements that the Tab key has to reach. */
const INTERACTIVE =
  "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";

/**
 * Whatever the rules of axe find in a page that is open, an entry a fault: rule, element, and how to mend it.
 *
 * @param scope `"colours"` limits it to what depends on the colour scheme
 */
export async function violationsIn(page: Page, scope: "everything" | "colours"): Promise<string[]> {
  const runOnly =
    scope === "everything" ? { type: "tag", values: TAGS } : { type: "rule", values: COLOUR_RULES };
  const options = JSON.stringify({ runOnly, resultTypes: ["violations"] });
  // The source is evaluated by the debugger, which no Content-Security-Policy of the page concerns.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(`${axe.source}; undefined`);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
}

/** A page that scrolls sideways, and what moves although reduced motion is asked for. */
export async function layoutFaultsIn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const overflow = ${OVERFLOW};
    const moves = (element) =>
      ["", "::before", "::after"].some((pseudo) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element, pseudo || null);
        const lasts = (durations) => durations.split(",").some((duration) => parseFloat(duration) > 0);
        return (animationName !== "none" && lasts(animationDuration)) || lasts(transitionDuration);
      });
    return [
      ...(overflow > 0 ? ["the page scrolls sideways by " + overflow + " px"] : []),
      ...document.getAnimations().filter(({ playState }) => playState === "running").map(() => "an animation runs"),
      ...[...document.querySelectorAll("*")].filter(moves).map((element) => "it moves: " + element.outerHTML.slice(0, 160)),
    ];
  })()`);
}

/** Notes the elements that Tab has to reach, and puts the start of the keyboard's way before all of them. */
const PREPARE = `(() => {
  const place = document.querySelector("dialog:modal") ?? document.body;
  const isWanted = (element) =>
    element.matches(${JSON.stringify(INTERACTIVE)}) && !element.matches("[tabindex='-1']") &&
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  window.interactive = [...place.querySelectorAll("*")].filter(isWanted);
  const start = document.createElement("span");
  start.tabIndex = -1;
  place.prepend(start);
  start.focus();
  start.remove();
})()`;

/** What has the focus: undefined where it has left the page. */
const FOCUSED = `(async () => {
  // The focus leaves a frame for the page with a later frame of the screen.
  if (document.querySelector("iframe"))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const isHit = ({ left, top, width, height }) => [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const hit = document.elementFromPoint(left + width * x, top + height * y);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  }));
  return {
    index: window.interactive.indexOf(element),
    markup: element.outerHTML.slice(0, 160),
    // Inside a frame its own document marks it.
    isMarked: element.tagName === "IFRAME" || outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor),
    isSeen: [...element.getClientRects()].some(isHit),
  };
})()`;

interface Focused {
  /** Among the elements that Tab has to reach; -1 for others, such as boxes that scroll. */
  index: number;
  markup: string;
  isMarked: boolean;
  isSeen: boolean;
}

/** More than any page needs. */
const MAX_PRESSES = 600;

/**
 * Goes through a page, or the dialog that is open on it, by the Tab key.
 *
 * @returns the interactive elements that it does not reach, those whose focus is not visible, and those that something
 * else covers while they have it
 */
export async function focusFaultsIn(page: Page): Promise<string[]> {
  await page.evaluate(PREPARE);
  const faults: string[] = [];
  const reached = new Set<number>();
  for (let presses = 0; ; presses++) {
    if (presses === MAX_PRESSES) return [...faults, "Tab never comes round"];
    await page.keyboard.press("Tab");
    const focused = await page.evaluate<Focused | undefined>(FOCUSED);
    if (!focused || reached.has(focused.index)) break;
    const { index, markup, isMarked, isSeen } = focused;
    if (index >= 0) reached.add(index);
    if (!isMarked) faults.push(`its focus is not visible: ${markup}`);
    if (!isSeen) faults.push(`it is covered while it has the focus: ${markup}`);
  }
  const missed = `window.interactive
    .filter((element, index) => element.isConnected && !${JSON.stringify([...reached])}.includes(index))
    .map((element) => "Tab does not reach it: " + element.outerHTML.slice(0, 160))`;
  return [...faults, ...(await page.evaluate<string[]>(missed))];
}
