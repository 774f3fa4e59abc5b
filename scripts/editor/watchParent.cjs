// Loaded into the server before its own code: ends it when the script that started it has died
// without a word (kill -9, a crash), so that no server is left behind.
'use strict';
const { setInterval } = require('node:timers');

const parentPid = process.ppid;
setInterval(() => {
  if (process.ppid !== parentPid) process.exit(87);
}, 1000).unref();
