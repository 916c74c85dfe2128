// What most do. In: things and what each one chose. Out: the choice of the majority. It does not say that most are right.

/** The most frequent choice; on a tie, the one that was made first. Things without a choice have no vote. */
export function majorityOf<T>(
  things: Iterable<T>,
  choiceOf: (thing: T) => string | undefined,
): string | undefined {
  const votes = new Map<string, number>();
  for (const thing of things) {
    const choice = choiceOf(thing);
    if (choice !== undefined) votes.set(choice, (votes.get(choice) ?? 0) + 1);
  }
  let best: string | undefined;
  for (const [choice, count] of votes) {
    if (best === undefined || count > (votes.get(best) as number)) best = choice;
  }
  return best;
}
