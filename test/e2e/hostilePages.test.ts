import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../src/protocol/guards';
import { panelParams } from '../unit/protocol/webview/pageSamples';
import { withText } from '../unit/protocol/webview/textPlaces';
import { builtPages } from './support/builtPages';
import { hostilePages, panelKept, strangersIn, withPayload } from './support/hostilePage';
import { PlainPage } from './support/plainPage';

/** Texts that run `run(…)`, or fetch something, where they are taken for more than text. */
const payloads: readonly string[] = [
  `<img src="https://elsewhere.test/a.png" onerror="run('img')">`,
  `<img src="x" onerror="run('img')" onload="run('img')">`,
  `<script>run('script')</script>`,
  `<svg onload="run('svg')"><animate onbegin="run('animate')" attributeName="x"></svg>`,
  `"><iframe srcdoc="<script>parent.run('iframe')</script>"></iframe>`,
  `<details open ontoggle="run('toggle')"><summary>a</summary></details>`,
  `<a href="javascript:run('a')">a</a>`,
  `<form action="javascript:run('form')"><button autofocus onfocus="run('focus')">a</button></form>`,
  `<style>* { background: url(https://elsewhere.test/style.png) }</style>`,
  `<base href="https://elsewhere.test/"><link rel="stylesheet" href="https://elsewhere.test/a.css">`,
  `<meta http-equiv="refresh" content="0;url=https://elsewhere.test/">`,
  `javascript:run('whole')`,
  `" onmouseover="run('attribute')" autofocus onfocus="run('attribute')" x="`,
  `[a](javascript:run('link'))`,
  `![a](https://elsewhere.test/markdown.png)`,
  `**<b onclick="run('bold')">a</b>** \`<img src=x onerror="run('code')">\``,
  '```html\n<script>run("block")</script>\n```',
  `- <img src=x onerror="run('item')">\n1. <img src=x onerror="run('item')">`,
  String.raw`$\href{javascript:run('href')}{x}$ $\url{javascript:run('url')}$`,
  String.raw`$$\includegraphics[width=1em]{https://elsewhere.test/katex.png}$$`,
  String.raw`$\htmlStyle{background:url(https://elsewhere.test/html.png)}{x}$`,
  String.raw`$\htmlId{root}{x} \htmlClass{a}{x} \htmlData{a=b}{x}$`,
  String.raw`$\textcolor{red;background:url(https://elsewhere.test/color.png)}{x}$`,
  String.raw`$\text{<img src=x onerror="run('text')">}$`,
  String.raw`\boxed{<img src=x onerror="run('boxed')">}`,
  String.raw`\(\unknown{<script>run('unknown')</script>}\)`,
  String.raw`$\def\a{\a\a}\a$ $\rule{9999em}{9999em}$`,
  `{{constructor.constructor("run('template')")()}} \${run('template')}`,
  '\u202e\u0000\u0007<img src=x onerror="run(\'control\')">',
];

/** What the pages keep of their own, with `text` where a text may stand. */
const keptTexts = {
  panel: (text: string) => ({
    draft: text,
    ratio: null,
    toggles: { [text]: true },
    shown: withText(panelParams.ready.shown, ['full', 'question'], text),
    isHistoryOpen: true,
  }),
  chat: (text: string) => ({ draft: text, ratio: null, toggles: { [text]: true }, editedId: null }),
} as const;
/** A payload as the name of a test. */
function printable(payload: string): string {
  return payload.replaceAll(/[^ -~]/g, '·');
}

describe.each(hostilePages)('a hostile text in each field of the $bundle', (one) => {
  let plain: PlainPage;
  let hits = 0;

  beforeAll(async () => {
    plain = await PlainPage.open({
      folder: builtPages,
      bundle: one.bundle,
      snapshot: one.ready,
      ...(one.bundle === 'panel' ? { kept: panelKept } : {}),
    });
  });
  afterAll(() => plain.close());

  it.each(payloads.map((payload) => [printable(payload), payload]))('%s', async (_, payload) => {
    const checks: Readonly<Record<string, Check<unknown>>> = one.link.events;
    for (const [name, data] of one.events) {
      // An emptied list has no text in it; that each field has one somewhere is looked at by hostileFields.
      await plain.push(
        name,
        withPayload(checks[name]!, data, () => payload),
      );
      const shown = await plain.page.textContent('#root');
      if (shown?.replaceAll(/\s/g, '').includes(payload.slice(0, 6)) === true) hits += 1;
      await plain.pressAll();
      expect(await plain.page.evaluate(strangersIn)).toEqual([]);
    }
    expect(await plain.misdeeds()).toEqual({ ran: [], violations: [], requests: [] });
  });

  it('is a question and a draft where the page begins with it', async () => {
    const check: Check<unknown> = one.link.methods.ready.result;
    for (const payload of payloads.slice(0, 6)) {
      const begun = await PlainPage.open({
        folder: builtPages,
        bundle: one.bundle,
        snapshot: withPayload(check, one.ready, () => payload),
        kept: keptTexts[one.bundle](payload),
      });
      try {
        expect(await begun.page.locator('p.question').first().textContent()).toBe(payload);
        expect(await begun.page.locator('textarea').inputValue()).toBe(payload);
        await begun.pressAll();
        expect(await begun.page.evaluate(strangersIn)).toEqual([]);
        expect(await begun.misdeeds()).toEqual({ ran: [], violations: [], requests: [] });
      } finally {
        await begun.close();
      }
    }
  });

  it('is on the page as text', () => {
    expect(hits).toBeGreaterThan(payloads.length);
  });
});

describe('a page that takes a text for HTML', () => {
  const opened = async (hasPolicy: boolean): Promise<PlainPage> => {
    const { bundle, ready: snapshot } = hostilePages[0];
    const plain = await PlainPage.open({ folder: builtPages, bundle, snapshot, hasPolicy });
    await plain.page.evaluate((html) => {
      document.querySelector('#root')?.insertAdjacentHTML('beforeend', html);
    }, payloads.slice(0, 9).join('\n'));
    await plain.pressAll();
    return plain;
  };

  it('is kept by the policy from running or fetching anything', async () => {
    const plain = await opened(true);
    const { ran, requests, violations } = await plain.misdeeds();
    await plain.close();
    expect({ ran, requests }).toEqual({ ran: [], requests: [] });
    const directives = new Set(violations.map((violation) => violation.split(' ')[0]));
    expect([...directives]).toEqual(
      expect.arrayContaining(['img-src', 'script-src-attr', 'style-src-elem', 'form-action']),
    );
  });

  it('would run and fetch without it', async () => {
    const plain = await opened(false);
    const { ran, requests } = await plain.misdeeds();
    await plain.close();
    expect(ran).toContain('img');
    expect(requests).toContain('https://elsewhere.test/a.png');
  });
});
