/** Characters that act on what displays them instead of standing there, and those that no XML may hold. */
const UNSHOWN = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufffe\uffff]/gu;

/** Text for a drawing: what hides, turns round or ends lines is shown by its number, so that names stay what they are. */
export function shownText(text: string): string {
  return text.replace(UNSHOWN, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Text inside an element or a quoted attribute of XML 1.0. */
export function xmlText(text: string): string {
  return shownText(text).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
