/**
 * The address of a call: a template whose `{…}` are filled with encoded values.
 *
 * Encoding alone does not keep a value in its segment: `encodeURIComponent('..')` is `..`, and the
 * URL parser then climbs. So the finished address has to come out of the parser exactly as it went
 * in, which leaves it under the template's literal prefix with as many segments.
 *
 * @throws {RangeError} when a value is missing, empty, or would move the address.
 */
export function addressOf(origin: string, template: string, params: Readonly<Record<string, string>>): URL {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === '') throw new RangeError(`${template} lacks ${name}.`);
    return encodeURIComponent(value);
  });
  const url = URL.parse(path, origin);
  if (url === null || url.origin !== origin || url.pathname !== path || url.search !== '') {
    throw new RangeError(`A value would leave its place in ${template}.`);
  }
  return url;
}
