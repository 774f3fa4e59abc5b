export interface PageParts {
  readonly language: string;
  /** Fresh for each document: 128 random bits in base64url. */
  readonly nonce: string;
  /** Where the editor serves the extension's own files from, as a CSP source. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
}

/**
 * The document of a page: its bundle and style sheet, nothing inline, nothing from elsewhere, no
 * connection, no frame, no form.
 */
export function pageDocument({ language, nonce, source, script, style }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    // KaTeX sets sizes through style attributes, which is why those (not style sheets) are allowed.
    "style-src-attr 'unsafe-inline'",
    `font-src ${source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${style}">
    <title>TokenSkip</title>
  </head>
  <body>
    <div id="root"></div>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
