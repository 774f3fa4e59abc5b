// Loaded into every process of a server under test (`preload`): the machine has as much memory
// as `TOKENSKIP_TEST_MEMORY` says, in bytes, so that what a small machine is told can be seen.
'use strict';

const os = require('node:os');

const bytes = Number(process.env.TOKENSKIP_TEST_MEMORY);
os.totalmem = () => bytes;
