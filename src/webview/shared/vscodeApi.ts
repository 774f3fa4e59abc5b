/** What VS Code gives a page; it may be asked for once. */
export interface VscodeApi {
  postMessage(message: unknown): void;
  /** What the page kept with `setState` before it was hidden or the window was reloaded. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VscodeApi;

export function openVscodeApi(): VscodeApi {
  return acquireVsCodeApi();
}
