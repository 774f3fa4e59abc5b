// Our engine as a contender.
import { measureContender } from './measure.mjs';

// Loaded within the measured time, as the other contenders' libraries are.
void measureContender(async (job) => {
  const { openOurs } = await import('./openOurs.mjs');
  return openOurs(job);
});
