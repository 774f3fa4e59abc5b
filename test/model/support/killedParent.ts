// Prints its child's id as soon as that is busy with the task, and waits to be killed.
import { LocalEngine } from '../../../src/engine/localEngine';

const [childPath = '', modelDir = '', task = ''] = process.argv.slice(2);
const engine = new LocalEngine({ childPath });
let told = false;
const tell = (): void => {
  if (!told) process.stdout.write(`${engine.status.process?.pid ?? 0}\n`);
  told = true;
};
engine.onStatus(({ state }) => {
  if (state === task.replace('load', 'loading')) setTimeout(tell, 50);
});
await engine.load({ modelDir, device: 'cpu' });
const prompt = [{ kind: 'text', text: 'one two three '.repeat(300) }] as const;
await engine.generate({ prompts: [prompt], maxNewTokens: 2000 }, { onPrefill: tell });
