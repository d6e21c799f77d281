/** What every page does with script; without it each of them works too. */
export {};
