/** Counted up when the converter writes other bytes from the same source: old results are left. */
export const converterVersion = 3;
