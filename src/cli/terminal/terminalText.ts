/** Control characters but for line breaks and tabs, and those that turn the direction of a line. */
const controls = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a model as a terminal may get it: nothing in it moves the cursor or hides a line. */
export function terminalText(text: string): string {
  return text.replace(controls, '�');
}
