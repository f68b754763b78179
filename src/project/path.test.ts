import { expect, test } from "vitest";
import { complaintAboutPath } from "./path.ts";

test.each([
  "/home/ada/shop",
  "/a b/(c)/[d]/{e}",
  "/ü/店/a'b",
  '/a"b',
  "/a$b&c;d!",
  "/a+b@c,d=e~f",
  "/a`b|<>^",
])("%s is a folder for an application", (path) => expect(complaintAboutPath(path, "/")).toBeNull());

test.each(["/a#b/shop", "/a?b", "/a%41b", "/100% a", "/a*b", "/a:b", "/a\\b", "/a\nb"])(
  "%j is none",
  (path) => {
    expect(complaintAboutPath(path, "/")).toContain("do not work");
  },
);

test.each([
  ["C:\\Users\\ada\\shop", null],
  ["\\\\server\\share\\shop", null],
  ["C:\\a#b\\shop", "#"],
  ["C:\\50%\\shop", "%"],
])("on Windows %j: %s", (path, found) => {
  const complaint = complaintAboutPath(path, "\\");
  if (found === null) expect(complaint).toBeNull();
  else expect(complaint).toContain(`"${found}"`);
});
