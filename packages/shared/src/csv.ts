/** What a spreadsheet would take for the beginning of a formula, also behind what it reads as a separator. */
const formula = /^'*(?:[;,\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0])/;

/**
 * A line of CSV (RFC 4180), every cell quoted. A cell that a spreadsheet would compute gets an
 * apostrophe in front, which makes it text; so does one that would be taken for that, so that it can be taken off again.
 * Source: owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return `${cells.map(csvCell).join(delimiter)}\r\n`;
}

function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
