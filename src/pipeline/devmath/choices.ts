import type { Step } from './solution';

/** The number of orders of `n` things. */
export function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** The number of ways to choose `k` of `n` things without order. */
export function choose(n: number, k: number): number {
  return factorial(n) / factorial(k) / factorial(n - k);
}

/** `5 * 4 * 3`: `count` factors, falling from `n`. */
export function descending(n: number, count: number): string {
  return Array.from({ length: count }, (_, i) => n - i).join(' * ');
}

/** How { choose} is worked out: a product of falling factors, divided by the orders of the chosen ones. */
export function chooseSteps(n: number, k: number): Step[] {
  const ordered = factorial(n) / factorial(n - k);
  if (k === 1) {
    return [
      {
        title: 'Count the choices',
        text: `there are ${n} ways to choose one`,
        equations: [`C(${n}, 1) = ${n}`],
      },
    ];
  }
  return [
    {
      title: 'Count with order',
      text: `if the order was important, there would be ${k} choices one after the other`,
      equations: [`${descending(n, k)} = ${ordered}`],
    },
    {
      title: 'Divide by the number of orders',
      text: `the order does not matter, and ${k} things can be put in order in ${factorial(k)} ways`,
      equations: [
        `${descending(k, k)} = ${factorial(k)}`,
        `${ordered} / ${factorial(k)} = ${ordered / factorial(k)}`,
      ],
    },
  ];
}
