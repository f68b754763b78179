/** Corrects the style of Swagger UI: its colours, its dark theme, a visible focus, and no motion where none is wanted. */
export const REFERENCE_PAGE_STYLE = `/* Swagger UI, corrected: text of at least 4.5:1 in both themes, a focus that is seen, and no motion where none is wanted. */
:root {
  --on-method: #ffffff;
  --get: #075cb3;
  --post: #136c32;
  --put: #855200;
  --patch: #00635a;
  --delete: #bf1d2d;
  --other: #545c69;
  --link: #075cb3;
  --muted: #545c69;
  --danger: #bf1d2d;
  --header: #ffffffcc;
  --focus: #5646c9;
}

:root.dark-mode {
  --on-method: #0e1013;
  --get: #63aeff;
  --post: #45bd5c;
  --put: #dba32e;
  --patch: #50e3c2;
  --delete: #ff7d76;
  --other: #9ba4b3;
  --link: #63aeff;
  --muted: #b7bec9;
  --danger: #ff9d97;
  --header: #2a2e30;
  --focus: #ab9dff;
}

:root.dark-mode body {
  background: #1c2022;
}

/* Repeated, so that it outweighs Swagger UI's own rules, those for its dark theme included. */
:root:root:root .swagger-ui {
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  h2 {
    margin: 1.5rem 0 0;
  }

  /* What an operation shows scrolls by itself, and never the page. */
  .wrapper,
  .opblock-body {
    overflow-x: clip;
  }

  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .field {
    display: block;
  }

  /* Not only under a pointer: the keyboard reaches it as well. */
  .opblock .opblock-summary .view-line-link {
    width: 24px;
    margin: 0 5px;
  }

  .opblock .opblock-summary .view-line-link button {
    width: 24px;
    height: 24px;
  }

  .code {
    max-height: 25rem;
    overflow: auto;
  }

  .code > pre.microlight {
    width: max-content;
    min-width: 100%;
    max-height: none;
  }

  .info .title small {
    background: var(--other);
  }

  .info .title small.version-stamp {
    background: var(--post);
  }

  .info .title small pre {
    color: var(--on-method);
  }

  .info .link .url {
    color: var(--link);
  }

  .btn.authorize {
    border-color: var(--post);
    color: var(--post);
  }

  .btn.authorize svg {
    color: var(--post);
  }

  .btn.execute {
    border-color: var(--get);
    background: var(--get);
    color: var(--on-method);
  }

  .try-out .btn.cancel.try-out__btn {
    border-color: var(--danger);
    color: var(--danger);
  }

  .opblock .opblock-summary-method {
    background: var(--other);
    color: var(--on-method);
    text-shadow: none;
  }

  .opblock.opblock-get .opblock-summary-method {
    background: var(--get);
  }

  .opblock.opblock-post .opblock-summary-method {
    background: var(--post);
  }

  .opblock.opblock-put .opblock-summary-method {
    background: var(--put);
  }

  .opblock.opblock-patch .opblock-summary-method {
    background: var(--patch);
  }

  .opblock.opblock-delete .opblock-summary-method {
    background: var(--delete);
  }

  .opblock .opblock-section .opblock-section-header,
  .opblock .responses-wrapper .opblock-section-header {
    background: var(--header);
  }

  .download-contents,
  .copy-to-clipboard {
    background: #545c69;
  }

  .parameter__in,
  .parameter__deprecated,
  .json-schema-2020-12-expand-deep-button {
    color: var(--muted);
  }

  .response-control-media-type__accept-message {
    color: var(--post);
  }
}

@media (max-width: 640px) {
  :root:root:root .swagger-ui .response-col_links {
    display: none;
  }

  :root:root:root .swagger-ui .responses-table {
    table-layout: fixed;
  }
}

@media (prefers-reduced-motion: reduce) {
  :root:root:root .swagger-ui *,
  :root:root:root .swagger-ui ::before,
  :root:root:root .swagger-ui ::after {
    animation-duration: 0s;
    transition-duration: 0s;
    scroll-behavior: auto;
  }
}
`;
