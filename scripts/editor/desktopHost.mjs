// A process of its own around a run in a desktop VS Code, so that its time limit can end it:
//
//   node scripts/editor/desktopHost.mjs OPTIONS-OF-RUNTESTS-AS-JSON
import { runTests } from '@vscode/test-electron';

try {
  process.exitCode = await runTests(JSON.parse(process.argv[2]));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
