import { useEffect } from "react";
import { useRevalidator } from "react-router";

/** Reads the page's figures again so many milliseconds after the last time, for as long as the page is visible. */
export function useRefresh(interval: number): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    let isOver = false;
    let timer = setTimeout(refresh, interval);

    async function refresh(): Promise<void> {
      if (!document.hidden) await revalidate();
      clearTimeout(timer);
      if (!isOver) timer = setTimeout(refresh, interval);
    }

    document.addEventListener("visibilitychange", refresh);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [interval, revalidate]);
}
