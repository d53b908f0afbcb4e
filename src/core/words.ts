/** A number or text put into a sentence of a template. */
export type WordValues = Record<string, string | number>;

/**
 * Looks up the words of a template. `{name}` in them is replaced by the value of that name.
 * @throws DossierError output/words-missing for a key the template lacks or a value the sentence wants
 */
export type Words = (key: string, values?: WordValues) => string;
