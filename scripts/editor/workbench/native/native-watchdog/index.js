// @vscode/native-watchdog in JavaScript (the real one is native and published without its compiled
// form): ends the extension host when the server that started it has gone.
'use strict';
const { setInterval } = require('node:timers');

module.exports.start = (parentPid) => {
  const timer = setInterval(() => {
    try {
      process.kill(parentPid, 0);
    } catch {
      process.exit(87);
    }
  }, 1000);
  timer.unref();
};
