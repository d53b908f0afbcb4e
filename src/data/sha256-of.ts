const SHA256 = /^(?:sha-?256[:=-])?([0-9a-f]{64})$/i;

/** The digest that a version or digest text carries, in lower case: `sha256:<hex>` or 64 digits alone. Else null. */
export function sha256Of(text: string | null): string | null {
  return text === null ? null : (SHA256.exec(text.trim())?.[1]?.toLowerCase() ?? null);
}
