/** `text` as one line that Markdown shows as it is: a model's manifest is not ours. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!~|<>&:]/g, '\\$&').replace(/\s+/g, ' ');
}
