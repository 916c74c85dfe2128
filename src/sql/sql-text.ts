// What SQL in a text does, by how it begins. In: texts. Out: yes or no.

/** Whether it changes what the model has. */
export function isChange(text: string): boolean {
  return /^\s*(alter|create|drop|rename|comment)\b/i.test(text);
}

/** Whether SQL that begins so changes no schema, whatever follows. */
export function isHarmless(beginning: string): boolean {
  return /^\s*select\b/i.test(beginning) || isSettled(beginning);
}

/** Whether it changes no schema, routines that it may call included. */
export function isSettled(text: string): boolean {
  return /^\s*(grant|revoke|alter\s+default\s+privileges|(create|alter|drop)\s+(role|user|group|publication|subscription|server|tablespace|statistics)|insert|update|delete|truncate|set|analyze|vacuum|refresh|notify|call\s+pg_)\b/i.test(
    text,
  );
}
