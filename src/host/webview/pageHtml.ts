import { randomBytes } from 'node:crypto';
import type { Uri as UriType, Webview } from 'vscode';
import { Uri } from 'vscode';

/** Folder that a page may read from. */
export function pageRoot(extensionUri: UriType): UriType {
  return Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The document of a page: its bundle and style sheet, nothing inline, nothing from elsewhere.
 * KaTeX sets sizes through style attributes, which is why those (not style sheets) are allowed.
 */
export function pageHtml(
  webview: Webview,
  extensionUri: UriType,
  page: 'panel' | 'chat',
  language: string,
): string {
  const nonce = randomBytes(16).toString('base64url');
  const asset = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(pageRoot(extensionUri), name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    "style-src-attr 'unsafe-inline'",
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${asset(`${page}.css`)}">
    <title>TokenSkip</title>
  </head>
  <body>
    <div id="root"></div>
    <script nonce="${nonce}" src="${asset(`${page}.js`)}"></script>
  </body>
</html>`;
}
