// A user's module, by its address. The build puts the door's own import in this file's place: a script that runs from V8's cache has none.

export function importModule(url: string): Promise<unknown> {
  return import(url);
}
