/** Signs that have a plain or LaTeX equivalent. */
const equivalents: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '÷': '/',
  '±': '\\pm ',
  '√': '\\sqrt ',
  π: '\\pi ',
  '∞': '\\infty ',
  '∪': '\\cup ',
  '∈': '\\in ',
  '≈': '\\approx ',
  '≤': '\\le ',
  '≥': '\\ge ',
  '≠': '\\ne ',
  '½': '\\frac{1}{2}',
  '⅓': '\\frac{1}{3}',
  '⅔': '\\frac{2}{3}',
  '¼': '\\frac{1}{4}',
  '¾': '\\frac{3}{4}',
  '⅕': '\\frac{1}{5}',
  '⅖': '\\frac{2}{5}',
  '⅗': '\\frac{3}{5}',
  '⅘': '\\frac{4}{5}',
  '⅙': '\\frac{1}{6}',
  '⅚': '\\frac{5}{6}',
  '⅐': '\\frac{1}{7}',
  '⅛': '\\frac{1}{8}',
  '⅜': '\\frac{3}{8}',
  '⅝': '\\frac{5}{8}',
  '⅞': '\\frac{7}{8}',
  '⅑': '\\frac{1}{9}',
  '⅒': '\\frac{1}{10}',
  '°': '',
  '€': '',
  '£': '',
  '¥': '',
  '₹': '',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
};

const signPattern = new RegExp(`[${Object.keys(equivalents).join('')}]`, 'g');

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ';
const lowered = '₀₁₂₃₄₅₆₇₈₉';
/** What stands at the same place of `raised`, and of `lowered` as far as that goes. */
const level = '0123456789+-n';

const raisedRun = new RegExp(`[${raised}]+`, 'g');
const loweredRun = new RegExp(`[${lowered}]+`, 'g');

function leveled(run: string, signs: string): string {
  return run.replace(/./g, (sign) => level[signs.indexOf(sign)]!);
}

/** `text` with signs beyond the keyboard as LaTeX: `2¹⁰` is `2^{10}`, `⅓` is `\frac{1}{3}`. */
export function plainSigns(text: string): string {
  return text
    .replace(signPattern, (sign) => equivalents[sign]!)
    .replace(raisedRun, (run) => `^{${leveled(run, raised)}}`)
    .replace(loweredRun, (run) => `_{${leveled(run, lowered)}}`);
}
