import { randomBytes } from 'node:crypto';
import type { Uri as UriType, Webview } from 'vscode';
import { Uri } from 'vscode';
import { pageLanguage } from './pageAnswers';
import { pageDocument } from './pageDocument';

/** Folder that a page may read from. */
export function pageRoot(extensionUri: UriType): UriType {
  return Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** The document of a page; see {@link pageDocument}. */
export function pageHtml(webview: Webview, extensionUri: UriType, page: 'panel' | 'chat'): string {
  const nonce = randomBytes(16).toString('base64url');
  const asset = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(pageRoot(extensionUri), name)).toString();
  return pageDocument({
    language: pageLanguage(),
    nonce,
    source: webview.cspSource,
    script: asset(`${page}.js`),
    style: asset(`${page}.css`),
  });
}
