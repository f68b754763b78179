import { expect, test } from "vitest";
import { complaintAboutName, requireName } from "./name.ts";

test.each(["shop", "my-app", "a", "x2", "app-2-go", "a".repeat(50)])("%s is a name", (name) => {
  expect(complaintAboutName(name)).toBeNull();
});

test.each([
  ["", "is empty", "my-app"],
  ["  ", "is empty", "my-app"],
  ["../shop", "is a path", "shop"],
  ["/etc/shop", "is a path", "etc-shop"],
  ["a\\b", "is a path", "a-b"],
  [".", "is a path", "my-app"],
  ["..", "is a path", "my-app"],
  ["@org/shop", "is a path", "org-shop"],
  ["my shop", "contains a space", "my-shop"],
  ["shöp", "other than a to z", "shop"],
  ["店", "other than a to z", "my-app"],
  ["Shop", "capital letters", "shop"],
  ["2shop", "begin with a letter", "shop"],
  [".shop", "begin with a letter", "shop"],
  ["_shop", "begin with a letter", "shop"],
  ["-shop", "begin with a letter", "shop"],
  ["my_shop", "letters, digits and hyphens", "my-shop"],
  ["shop!", "letters, digits and hyphens", "shop"],
  ["shop;rm", "letters, digits and hyphens", "shop-rm"],
  ["shop-", "hyphen", "shop"],
  ["a--b", "hyphen", "a-b"],
  ["con", "Windows", "con-app"],
  ["NUL", "Windows", "nul-app"],
  ["com1", "Windows", "com1-app"],
  ["node_modules", "taken", "node-modules"],
  ["favicon.ico", "taken", "favicon-ico"],
  ["http", "taken", "http-app"],
  ["test", "taken", "test-app"],
  ["true", "taken", "true-app"],
  ["a".repeat(51), "longer than 50", "a".repeat(50)],
])("%j: %s, and what is proposed is valid", (name, part, proposed) => {
  const complaint = complaintAboutName(name);
  expect(complaint?.message).toContain(part);
  expect(complaint?.proposed).toBe(proposed);
  expect(complaintAboutName(proposed)).toBeNull();
  expect(() => requireName(name)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining(`"${proposed}"`) }),
  );
});
