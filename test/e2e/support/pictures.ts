import type { Workbench } from './workbench';
import { setTheme, themes } from './setTheme';

/** Takes one picture in each theme, `NAME-THEME`; the window keeps the last of them. */
export async function pictures(workbench: Workbench, name: string): Promise<void> {
  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    await setTheme(workbench, theme);
    await workbench.screenshot(`${name}-${theme}`);
  }
}
