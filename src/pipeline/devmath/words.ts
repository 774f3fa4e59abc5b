/** First names, each one token or two in the embedded vocabulary. */
export const people = [
  'Alice',
  'Ben',
  'Carla',
  'David',
  'Emma',
  'Frank',
  'Grace',
  'Henry',
  'Ivan',
  'Julia',
  'Kevin',
  'Laura',
  'Maria',
  'Nina',
  'Oscar',
  'Paul',
  'Rachel',
  'Sam',
  'Tom',
  'Victor',
  'Anna',
  'Jack',
  'Mia',
  'Leo',
  'Sarah',
  'Daniel',
] as const;

/** Names of services, for puzzles and counts. */
export const services = [
  'sales',
  'search',
  'login',
  'payment',
  'mail',
  'report',
  'chat',
  'image',
  'profile',
  'video',
  'storage',
] as const;

/** Things that are counted in programs and their operation, in the plural. */
export const countedThings = [
  'requests',
  'messages',
  'records',
  'files',
  'events',
  'tests',
  'rows',
  'tickets',
  'images',
  'packets',
  'queries',
  'log lines',
  'emails',
  'orders',
] as const;

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
