import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { positionOf } from './positionOf';

/** A cold start on two busy cores takes half of it. */
const readyLimitMs = 60_000;
const stepLimitMs = 20_000;
/** Until a list that is open has what it will have. */
const listLimitMs = 2_000;
const pollMs = 50;

/** An open workbench: what a person does in it. Each method resolves when its effect is seen. */
export class Workbench {
  constructor(
    /** Playwright's page, for what no method covers. */
    readonly page: Page,
    /** Folder of the open workspace. */
    readonly folder: string,
    /** What the server printed. */
    readonly logFile: string,
    private readonly end: () => Promise<void>,
  ) {
    page.setDefaultTimeout(stepLimitMs);
  }

  /** Resolves when the window is drawn and its extension host answers. */
  async untilReady(): Promise<void> {
    await this.page.waitForSelector('.monaco-workbench', { timeout: readyLimitMs });
    await this.page
      .locator('.statusbar-item.remote-kind, #status\\.host')
      .first()
      .waitFor({ timeout: readyLimitMs });
    await this.page.waitForFunction(() => !document.title.includes('Opening'), undefined, {
      timeout: readyLimitMs,
    });
  }

  /** Runs the command with exactly this label (`TokenSkip: Show Log`) through the palette. */
  async runCommand(label: string): Promise<void> {
    await this.pick('F1', `>${label}`, label);
  }

  /** Runs a command that goes on asking in the box of the palette; resolves when it was taken. */
  async startCommand(label: string): Promise<void> {
    await this.take('F1', `>${label}`, label);
  }

  /** Opens a file of the workspace by its path in it and puts the focus into it. */
  async openFile(path: string): Promise<void> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.pick('ControlOrMeta+P', path, name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.editor-instance .monaco-editor').first().waitFor();
  }

  /**
   * Selects this text, which may span lines, in the active editor. `path` is the file it shows, read
   * from the disk: unsaved changes before the text would shift the place.
   */
  async selectText(text: string, path: string): Promise<void> {
    const content = await readFile(join(this.folder, path), 'utf8');
    const start = content.indexOf(text);
    if (start < 0) throw new Error(`${path} does not hold the text to select`);
    const size = `(${text.length} selected)`;
    const status = this.page.locator('#status\\.editor\\.selection', { hasText: size });
    await this.until(size, async () => {
      await this.goTo(positionOf(content, start));
      await this.chord('ControlOrMeta+K', 'ControlOrMeta+B');
      await this.goTo(positionOf(content, start + text.length));
      await this.chord('ControlOrMeta+K', 'ControlOrMeta+K');
      const isThere = await status.waitFor({ timeout: listLimitMs }).then(isTrue, isFalse);
      return isThere ? true : undefined;
    });
  }

  /** The text of the active editor as the lines that are drawn show it. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .view-lines .view-line');
    const drawn = await lines.evaluateAll((elements) =>
      elements
        .map((element) => ({
          top: element.getBoundingClientRect().top,
          text: element.textContent,
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    return drawn.join('\n');
  }

  /**
   * The innermost frame of the webview in which `selector` is visible. VS Code nests two frames for
   * each webview and may replace them, so ask again after it was hidden; a new one stands behind the old
   * one, unseen, until it is loaded.
   */
  async webview(selector: string): Promise<Frame> {
    return this.until(`a webview that shows ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        if (frame === this.page.mainFrame()) continue;
        const isThere = await frame.isVisible(selector).catch(() => false);
        if (isThere && (await isActive(frame))) return frame;
      }
      return undefined;
    });
  }

  /**
   * The notification that holds `text`, whole; it and all others are then cleared. VS Code keeps them
   * in their list and pops none up as long as its smoke test driver is on, without which a window loads
   * no extension from a folder: the list is opened.
   */
  async notification(text: string): Promise<string> {
    await this.runCommand('Notifications: Show Notifications');
    const list = this.page.locator('.notifications-center');
    const message = list.locator('.notification-list-item-message', { hasText: text }).first();
    const whole = await message.innerText();
    await this.runCommand('Notifications: Clear All Notifications');
    await list.waitFor({ state: 'hidden' });
    return whole;
  }

  /**
   * The first result of `probe` that is not undefined; rejects with the description after the time
   * limit. For states that Playwright's own waiting does not cover.
   */
  async until<T>(
    description: string,
    probe: () => Promise<T | undefined>,
    limitMs: number = stepLimitMs,
  ): Promise<T> {
    const endMs = performance.now() + limitMs;
    while (performance.now() < endMs) {
      const value = await probe();
      if (value !== undefined) return value;
      await this.page.waitForTimeout(pollMs);
    }
    await this.screenshot(`failed-${description.replaceAll(/[^a-z0-9]+/gi, '-')}`);
    throw new Error(`not seen within ${limitMs / 1000} s: ${description}`);
  }

  /** Saves what is seen as `NAME.png` into the folder that `TOKENSKIP_SCREENSHOTS` names, if it does. */
  async screenshot(name: string): Promise<void> {
    const folder = process.env.TOKENSKIP_SCREENSHOTS;
    if (folder === undefined || folder === '') return;
    await mkdir(folder, { recursive: true });
    // A list that is fading in is shown as it will stand.
    await this.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  }

  /** Ends the browser and the server and removes their folders. */
  async close(): Promise<void> {
    await this.end();
  }

  private async chord(first: string, second: string): Promise<void> {
    await this.page.keyboard.press(first);
    await this.page.keyboard.press(second);
  }

  private async goTo(position: string): Promise<void> {
    const input = await this.type('ControlOrMeta+G', `:${position}`);
    await input.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /**
   * Types into the input that a key opens. A key that comes while the focus moves is lost, and an input
   * closes when a webview takes the focus: the key is pressed again.
   */
  private async type(key: string, text: string): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    return this.until(`the input that ${key} opens`, async () => {
      await this.page.keyboard.press(key);
      const isTyped = await input.fill(text, { timeout: listLimitMs }).then(isTrue, isFalse);
      return isTyped ? input : undefined;
    });
  }

  /** `take`, and the palette closes. */
  private async pick(key: string, text: string, label: string): Promise<void> {
    await this.take(key, text, label);
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens the palette with a key, types `text` and takes the row whose name is exactly `label`. */
  private async take(key: string, text: string, label: string): Promise<void> {
    const names = this.page.locator('.quick-input-list .monaco-list-row .label-name');
    const row = names.filter({ hasText: new RegExp(`^${escapeRegExp(label)}$`) }).first();
    // An open list does not grow when an extension is loaded or a file appears: open it anew.
    await this.until(`«${label}» in the list`, async () => {
      await this.type(key, text);
      const isTaken = await row.click({ timeout: listLimitMs }).then(isTrue, isFalse);
      if (!isTaken) await this.page.keyboard.press('Escape');
      return isTaken ? true : undefined;
    });
    // A mouse that stays where the list was would make what lies under it show its tooltip.
    await this.page.mouse.move(0, 0);
  }
}

const isTrue = (): boolean => true;
const isFalse = (): boolean => false;

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function isActive(frame: Frame): Promise<boolean> {
  const element = await frame.frameElement().catch(() => undefined);
  return (await element?.getAttribute('id').catch(() => null)) === 'active-frame';
}
