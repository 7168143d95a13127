import type { Value } from './writers.ts';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Where the sheet is in the workbook. */
export const sheetEntry = 'xl/worksheets/sheet1.xml';

/** As little as a workbook is beside its sheet. Source: ECMA-376 Part 1 §18, Part 2 */
export const workbookEntries: readonly { name: string; content: string }[] = [
  {
    name: '[Content_Types].xml',
    content: `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/${sheetEntry}" ContentType="${types}.worksheet+xml"/></Types>`,
  },
  {
    name: '_rels/.rels',
    content: `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    content: `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Users" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  },
];

/** The sheet up to and with its first row, which stays in sight. */
export function sheetHead(titles: readonly string[]): string {
  const views =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  return `${xml}<worksheet xmlns="${main}">${views}<sheetData>${sheetRows([titles], 1)}`;
}

/** Rows from this number on. */
export function sheetRows(rows: readonly (readonly Value[])[], first: number): string {
  return rows.map((row, index) => `<row r="${first + index}">${row.map(cell).join('')}</row>`).join('');
}

/** The rest of the sheet. */
export const sheetTail = '</sheetData></worksheet>';

/** More than that a cell does not hold. Source: support.microsoft.com, Excel specifications and limits */
const longestText = 32_767;

function cell(value: Value): string {
  if (value === undefined || value === '') return '<c/>';
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number' && Number.isFinite(value)) return `<c><v>${value}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(String(value).slice(0, longestText))}</t></is></c>`;
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML has no place for most control characters: they are written as Excel does (ECMA-376 §22.9.2.19, ST_Xstring). */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // What looks like such an escape is one letter more.
      .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\r]/g, (char) => {
        return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
      })
      .replaceAll(/[&<>]/g, (char) => named[char] ?? '')
  );
}
