import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { launchChromium } from '../../../scripts/editor/chromium.mjs';
import { pageDocument } from '../../../src/host/webview/pageDocument';
import { drawn, pushEvent } from './pushEvent';

const origin = 'https://page.test';

/** What a page did that it should not. */
export interface Misdeeds {
  /** Names that payloads gave to `ran`. */
  readonly ran: readonly string[];
  /** `directive address` of each thing that the policy stopped. */
  readonly violations: readonly string[];
  /** Addresses that were asked for, but for the page's own files. */
  readonly requests: readonly string[];
}

export interface PlainPageOptions {
  readonly bundle: 'panel' | 'chat';
  /** The folder of the built pages. */
  readonly folder: string;
  /** What the page's first request is answered with. */
  readonly snapshot: unknown;
  /** What the page kept of its own. */
  readonly kept?: unknown;
  /** False: the document comes without its policy. */
  readonly hasPolicy?: boolean;
}

/**
 * One of our pages in a browser, as the extension makes it (document, policy, bundle), without an
 * editor around it: a stand-in for the host answers every request.
 */
export class PlainPage {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #requests: string[] = [];

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  static async open(options: PlainPageOptions): Promise<PlainPage> {
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    const plain = new PlainPage(browser, page);
    await page.route('**/*', (route) => plain.#answer(route, options));
    await page.addInitScript(actAsHost, { snapshot: options.snapshot, kept: options.kept ?? null });
    await page.goto(`${origin}/${options.bundle}.html`);
    await page.waitForSelector('#root main');
    return plain;
  }

  /** Lets an event of the host arrive and the page draw it. */
  async push(event: string, data: unknown): Promise<void> {
    await pushEvent(this.page.mainFrame(), event, data);
  }

  /** Presses all that can be pressed, in order. */
  async pressAll(): Promise<void> {
    await this.page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('summary, button, a, [role]'))
        element.click();
    });
    await this.drawn();
  }

  /** The methods that the page called, in order. */
  async asked(): Promise<readonly string[]> {
    return this.page.evaluate(() =>
      (globalThis as unknown as Recorder).requests.map(({ method }) => method),
    );
  }

  /** What the page called last, with what it gave. */
  async lastRequest(): Promise<{ readonly method: string; readonly params: unknown } | undefined> {
    return this.page.evaluate(() => (globalThis as unknown as Recorder).requests.at(-1));
  }

  /** What the page keeps of its own now. */
  async keptState(): Promise<unknown> {
    return this.page.evaluate(() => (globalThis as unknown as Recorder).kept.at(-1));
  }

  /** All since the page was opened. */
  async misdeeds(): Promise<Misdeeds> {
    const seen = await this.page.evaluate(() => {
      const { ran, violations } = globalThis as unknown as Recorder;
      return { ran, violations };
    });
    return { ...seen, requests: [...this.#requests] };
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async drawn(): Promise<void> {
    await drawn(this.page.mainFrame());
  }

  async #answer(
    route: Route,
    { bundle, folder, hasPolicy = true }: PlainPageOptions,
  ): Promise<void> {
    const { origin: asked, pathname } = new URL(route.request().url());
    const own = asked === origin ? pathname.slice(1) : '';
    if (own === `${bundle}.html`) {
      const html = pageDocument({
        language: 'en',
        nonce: 'n0nce',
        source: origin,
        script: `${origin}/${bundle}.js`,
        style: `${origin}/${bundle}.css`,
      });
      const body = hasPolicy ? html : html.replace(/<meta http-equiv=[^>]*>/, '');
      return route.fulfill({ contentType: 'text/html', body });
    }
    const isOwn = /^(?:(?:panel|chat)\.(?:js|css)|fonts\/[\w-]+\.woff2)$/.test(own);
    // Chromium asks for it by itself.
    if (!isOwn && own !== 'favicon.ico') this.#requests.push(route.request().url());
    if (!isOwn) return route.abort();
    const contentType = own.endsWith('.js') ? 'text/javascript' : undefined;
    return route.fulfill({
      path: join(folder, own),
      ...(contentType === undefined ? {} : { contentType }),
    });
  }
}

/** What {@link actAsHost} adds to a page. */
interface Recorder {
  readonly requests: { readonly method: string; readonly params: unknown }[];
  /** The states that the page kept, oldest first. */
  readonly kept: unknown[];
  readonly ran: string[];
  readonly violations: string[];
}

/** Runs in the page before all else. */
function actAsHost({
  snapshot,
  kept,
}: {
  readonly snapshot: unknown;
  readonly kept: unknown;
}): void {
  const requests: Recorder['requests'] = [];
  const states: unknown[] = [];
  const ran: string[] = [];
  const violations: string[] = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
  const answer = (message: Recorder['requests'][number] & { readonly kind: string }): void => {
    if (message.kind !== 'request') return;
    requests.push({ method: message.method, params: message.params });
    const result = message.method === 'ready' ? snapshot : {};
    window.postMessage({ ...message, kind: 'result', result }, '*');
  };
  Object.assign(globalThis, {
    requests,
    kept: states,
    ran,
    violations,
    run: (name: string) => ran.push(name),
    acquireVsCodeApi: () => ({
      postMessage: answer,
      getState: () => kept,
      setState: (state: unknown) => void states.push(state),
    }),
  });
}
