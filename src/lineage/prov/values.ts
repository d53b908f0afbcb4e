import { isJsonObject, type JsonObject, member } from '../../data/json-value.ts';

/** The values of an attribute: one, or several in a list; each a text, a number, a truth value or a typed literal. */
export function allValues(record: JsonObject, attribute: string): string[] {
  const found = member(record, attribute);
  const items: readonly unknown[] = Array.isArray(found) ? found : [found];
  return items.flatMap((item) => {
    const value = isJsonObject(item) ? member(item, '$') : item;
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    return typeof text === 'string' && text.trim() !== '' ? [text] : [];
  });
}

/** The first value of an attribute. Null when there is none. */
export function firstValue(record: JsonObject, attribute: string): string | null {
  return allValues(record, attribute)[0] ?? null;
}

/** Values of every attribute whose name, without its prefix, is as given. */
export function valuesNamed(record: JsonObject, name: RegExp): string[] {
  return Object.keys(record)
    .sort()
    .filter((attribute) => name.test(attribute.slice(attribute.indexOf(':') + 1)))
    .flatMap((attribute) => allValues(record, attribute));
}
