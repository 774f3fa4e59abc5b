import type { SectionSettings } from '../../../bench/roofline.mjs';

/** What a section says it was measured with. */
export const sectionSettings: SectionSettings = {
  date: '2026-01-02T03:04:05.678Z',
  command: 'npm run bench',
  machine: { cpu: 'a processor', physicalCores: 2, system: 'a system', node: '20.9.0' },
  model: 'a-model',
  rounds: 3,
};
