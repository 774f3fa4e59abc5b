/** Sentences before a question, where it has one. */
export const openers = [
  'A short question.',
  'I need this for a code review.',
  'Can you check this for me?',
  'Help me with a small calculation.',
  'This came up at work today.',
  'I am not sure about this one.',
  'Here is a small puzzle from our team.',
  'We are planning our next release.',
  'I want to be sure before I change the settings.',
  'Please solve this.',
  'A question from an interview:',
  'Consider this problem.',
] as const;

/** The same for dev, whose questions share no wording with the other splits. */
export const devOpeners = [
  'I keep getting this wrong.',
  'My colleague and I disagree here.',
  'Sanity check, please.',
  'For the documentation I need a number.',
  'Let me ask you something.',
] as const;
