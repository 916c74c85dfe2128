// In: facts under names. Out: the same, for whoever asks with a name out of SQL or a configuration.

/** What every object of JavaScript has, `constructor` and `__proto__` among it, is no fact here. */
export function factsByName<V>(facts: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  return Object.assign(Object.create(null), facts);
}
