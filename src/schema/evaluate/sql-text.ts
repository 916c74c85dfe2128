// What SQL in a text does, by how it begins. In: texts. Out: yes or no.

/** Whether it changes what the model has. */
export function isChange(text: string): boolean {
  return /^\s*(alter|create|drop|rename|comment)\b/i.test(text);
}

/** Whether SQL that begins so changes no schema, whatever follows. */
export function isHarmless(beginning: string): boolean {
  return /^\s*(grant|revoke|alter\s+default\s+privileges|(create|alter|drop)\s+(role|user)|select|insert|update|delete|truncate|set|analyze|vacuum|refresh|notify|call\s+pg_)\b/i.test(
    beginning,
  );
}
