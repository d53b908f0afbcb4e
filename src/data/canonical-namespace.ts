const WITH_HOST = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/is;

/**
 * One spelling for all that mean the same namespace: scheme and host in lower case (RFC 3986, 6.2.2.1), no slash at
 * the end. Paths and the part of the host before an @ keep their case.
 *
 * @example canonicalNamespace('FILE://LAKE.example/') // 'file://lake.example'
 */
export function canonicalNamespace(namespace: string): string {
  const [, scheme = '', authority = '', path = ''] = WITH_HOST.exec(namespace) ?? [];
  const host = authority.lastIndexOf('@') + 1;
  const spelled =
    scheme === ''
      ? namespace
      : `${scheme.toLowerCase()}://${authority.slice(0, host)}${authority.slice(host).toLowerCase()}${path}`;
  return withoutSlashes(spelled);
}

function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}
