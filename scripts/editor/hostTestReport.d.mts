export interface FollowedReport {
  readonly counts: { readonly passed: number; readonly failed: number; readonly skipped: number };
  readonly ended: Promise<string | undefined>;
  stop(reason?: string): void;
}

export function followReport(file: string, print: (line: string) => void): FollowedReport;
