// Counts the questions that the rule «is this maths or logic?» flags, and fails above 2 %.
//
//   node scripts/measureQuestionRule.mjs FILE...
//
// FILE is a question file of a benchmark, one JSON object a line with `question` or `problem`. All
// questions in it are maths or logic, so each one that is flagged is a false alarm.
import { readFile } from 'node:fs/promises';
import { importSource } from './editor/sourceModule.mjs';

const allowedShare = 0.02;

const { isMathsOrLogic } = await importSource('src/core/question/isMathsOrLogic.ts');
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Name at least one question file.');
  process.exitCode = 2;
}
for (const file of files) {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const questions = lines.map((line) => {
    const { question, problem } = JSON.parse(line);
    return question ?? problem;
  });
  const flagged = questions.filter((question) => !isMathsOrLogic(question));
  const share = ((flagged.length / questions.length) * 100).toFixed(1);
  console.log(`${flagged.length} of ${questions.length} flagged (${share} %): ${file}`);
  for (const question of flagged) console.log(`  ${question.replace(/\s+/g, ' ').slice(0, 160)}`);
  if (flagged.length > questions.length * allowedShare) process.exitCode = 1;
}
