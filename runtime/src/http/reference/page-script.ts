/**
 * Runs in the browser, between the scripts of Swagger UI and its start: what Swagger UI lacks for a theme, for the keyboard
 * and for screen readers. A text and not a file, since the compiled runtime consists of modules alone.
 */
export const REFERENCE_PAGE_SCRIPT = String.raw`/** The theme that the application's pages were set to; they keep it in this cookie. */
const chosen = /(?:^|;\s*)theme=(light|dark)/.exec(document.cookie)?.[1];
const system = matchMedia("(prefers-color-scheme: dark)");

function applyTheme() {
  const isDark = chosen === undefined ? system.matches : chosen === "dark";
  document.documentElement.classList.toggle("dark-mode", isDark);
}

applyTheme();
system.addEventListener("change", applyTheme);

/** Wraps a component of Swagger UI into an element. */
const inside =
  (tag, attributesOf) =>
  (Original, { React }) =>
  (props) =>
    React.createElement(tag, attributesOf(props), React.createElement(Original, props));

const hiddenText = (React, text) => React.createElement("span", { className: "hidden-text" }, text);

/** Labels a field with this text: the name of a parameter stands in another column, that of a body in a heading. */
const labelled =
  (textOf) =>
  (Original, { React }) =>
  (props) =>
    React.createElement(
      "label",
      { className: "field" },
      hiddenText(React, textOf(props)),
      React.createElement(Original, props),
    );

const accessible = () => ({
  wrapComponents: {
    // The operations are the main landmark; what stands above them belongs to landmarks, too.
    InfoContainer: inside("header", () => ({ role: "banner" })),
    SchemesContainer: inside("section", () => ({ "aria-label": "Authorization" })),

    // Between the title and the names of the groups, which are headings of the third level.
    operations:
      (Original, { React }) =>
      (props) =>
        React.createElement(
          React.Fragment,
          null,
          React.createElement("h2", null, "Operations"),
          React.createElement(Original, props),
        ),

    // It stands in the button that opens an operation, and a button cannot hold a link. Opening sets the address, too.
    DeepLink:
      () =>
      ({ text }) =>
        text,

    JsonSchema_string: labelled(({ description }) => description),
    JsonSchema_boolean: labelled(({ description }) => description),
    RequestBodyEditor: labelled(() => "Request body"),

    // A schema without a title leaves the button that opens it without a name.
    JSONSchema202012Accordion:
      (Original, { React }) =>
      (props) =>
        React.createElement(Original, props, props.children, hiddenText(React, "details")),

    // What can be scrolled can be focused, so that the keyboard scrolls it.
    SyntaxHighlighter: inside("div", () => ({
      className: "code",
      tabIndex: 0,
      role: "group",
      "aria-label": "Example or body",
    })),

    // Each operation has a region of the same name otherwise.
    responses: inside("div", ({ method, path }) => ({
      ref: (element) => {
        for (const region of element?.querySelectorAll("[role=region]:not([aria-label])") ?? [])
          region.setAttribute("aria-label", "Responses of " + method.toUpperCase() + " " + path);
      },
    })),
  },
});

const create = window.SwaggerUIBundle;
window.SwaggerUIBundle = Object.assign(
  (config) => create({ ...config, plugins: [...config.plugins, accessible] }),
  create,
);
`;
