// Variables by name, in scopes that see their surroundings. In: names and values. Out: values. Names know no case.

import type { Value } from "./value.js";

export interface ScopeOptions {
  /** Writes to what surrounds it stay here: for branches that are looked at but not taken. */
  readonly isolated?: boolean;
  /** Of the surroundings, only session variables are seen: for routines. */
  readonly sessionOnly?: boolean;
}

export class Scope {
  private readonly values = new Map<string, Value>();

  constructor(
    private readonly parent?: Scope,
    private readonly options: ScopeOptions = {},
  ) {}

  get(name: string): Value | undefined {
    return this.values.get(name) ?? (this.sees(name) ? this.parent?.get(name) : undefined);
  }

  /** Whether the surroundings have a variable of that name, too. */
  isShadowing(name: string): boolean {
    if (!this.values.has(name)) return this.sees(name) && this.parent?.isShadowing(name) === true;
    return this.sees(name) && this.parent?.get(name) !== undefined;
  }

  /** Makes a variable of this scope. */
  declare(name: string, value: Value): void {
    this.values.set(name, value);
  }

  /** Writes the variable where it was declared; unknown ones to the outermost scope. */
  set(name: string, value: Value): void {
    if (this.values.has(name) || this.options.isolated || !this.parent || !this.sees(name))
      this.values.set(name, value);
    else this.parent.set(name, value);
  }

  private sees(name: string): boolean {
    return !this.options.sessionOnly || name.startsWith("@");
  }
}
