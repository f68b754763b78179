/** Characters that the tools which build the pages read as part of an address, or decode. */
const UNSUPPORTED_CHARACTERS = /[#?%*:\\]/;

/**
 * Ends this process with a sentence and exit code 1 where the tools that build the pages do not work in the application's
 * folder. It ends here instead of throwing, since those tools print an error with its stack and go on.
 *
 * @param root the folder that holds package.json
 */
export function requireFolder(root: string): void {
  const withoutDrive = root.replace(/^[a-z]:/i, "");
  const path = process.platform === "win32" ? withoutDrive.replaceAll("\\", "/") : withoutDrive;
  const [character] = UNSUPPORTED_CHARACTERS.exec(path) ?? [];
  if (character === undefined) return;
  process.stderr.write(
    `The folder of this application holds ${JSON.stringify(character)}, with which the tools that build its pages do not work: ${root}\n` +
      "Move the application to a folder without # ? % * : and backslashes in its path.\n",
  );
  process.exit(1);
}
