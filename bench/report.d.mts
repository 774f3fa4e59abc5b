/** `result`: as docs/performance.json holds it. */
export function formatReport(result: object): string;

export function insertReport(document: string, report: string, section?: string): string;
