import { importedAttributes, metadataPath } from '@rollcall/shared/import/targets.ts';
import type { CellType } from '@rollcall/shared/import/targets.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { columnFaults, keyFor, retarget, sampleOf, whyIgnored } from './columns.ts';
import { type ImportDraft, keepDraft } from './draft.ts';
import styles from './import.module.css';

interface MappingTableProps {
  draft: ImportDraft;
  customFields: readonly CustomField[];
}

const freeKeys = ['user_metadata', 'app_metadata'] as const;
const types: readonly SelectOption<CellType>[] = [
  { id: 'text', label: 'Text' },
  { id: 'number', label: 'Number' },
  { id: 'boolean', label: 'True or false' },
  { id: 'json', label: 'JSON' },
];

/** Where each column of the file goes. */
export function MappingTable({ draft, customFields }: MappingTableProps) {
  const { columns, file } = draft;
  const { byPlace } = columnFaults(columns);
  const aim = (place: number, target: string) => {
    keepDraft({
      ...draft,
      columns: retarget(columns, place, target, { file, customFields }),
      checked: undefined,
    });
  };
  const read = (place: number, type: CellType) => {
    const next = columns.map((column, index) => (index === place ? { ...column, type } : column));
    keepDraft({ ...draft, columns: next, checked: undefined });
  };
  return (
    <table className={styles.table} aria-label="Columns of the file">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Goes to</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ column, target, type, why }, place) => {
          const kind = freeKindOf(target, customFields);
          const key = kind === undefined ? '' : target.slice(kind.length + 1);
          return (
            <tr key={column}>
              <th scope="row">
                <bdi className={styles.name}>{column}</bdi>
                <span className={styles.sample}>
                  {sampleText(sampleOf(file, place), `${column} ${target}`)}
                </span>
              </th>
              <td>
                {why === 'password' ? (
                  <p className={styles.hint}>{whyIgnored.password}</p>
                ) : (
                  <div className={styles.target}>
                    <Select
                      label={`Goes to: ${column}`}
                      options={optionsFor(draft, place, customFields)}
                      selectedKey={kind === undefined ? idOf(target) : `${kind}.*`}
                      onSelectionChange={(id) => {
                        aim(place, targetOf(id, column));
                      }}
                      errorMessage={kind === undefined ? byPlace.get(place) : undefined}
                      description={why === undefined ? undefined : whyIgnored[why]}
                    />
                    {kind !== undefined && (
                      <>
                        <TextField
                          label="Key"
                          mono
                          value={key}
                          onChange={(typed) => {
                            aim(place, `${kind}.${typed}`);
                          }}
                          errorMessage={byPlace.get(place)}
                          autoComplete="off"
                          spellCheck="false"
                        />
                        {file.format === 'csv' && (
                          <Select<CellType>
                            label="Read as"
                            options={types}
                            selectedKey={type}
                            onSelectionChange={(next) => {
                              read(place, next);
                            }}
                          />
                        )}
                      </>
                    )}
                  </div>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Which metadata a target is a key of that no custom field stands for. */
function freeKindOf(
  target: string,
  customFields: readonly CustomField[],
): (typeof freeKeys)[number] | undefined {
  if (customFields.some(({ key }) => key === target)) return undefined;
  return freeKeys.find((kind) => target.startsWith(`${kind}.`));
}

const nowhere = 'nowhere';

function idOf(target: string): string {
  return target === '' ? nowhere : target;
}

function targetOf(id: string, column: string): string {
  if (id === nowhere) return '';
  const kind = freeKeys.find((name) => id === `${name}.*`);
  if (kind === undefined) return id;
  return metadataPath(column)?.[0] === kind ? column : `${kind}.${keyFor(column)}`;
}

function optionsFor(
  { columns }: ImportDraft,
  place: number,
  customFields: readonly CustomField[],
): SelectOption[] {
  const taken = new Set(columns.flatMap(({ target }, index) => (index === place ? [] : [target])));
  return [
    { id: nowhere, label: 'Not imported' },
    ...Object.keys(importedAttributes).map((name) => ({
      id: name,
      label: name,
      isDisabled: taken.has(name),
    })),
    ...customFields
      .filter(({ readOnly }) => !readOnly)
      .map(({ key, title }) => ({ id: key, label: title, description: key, isDisabled: taken.has(key) })),
    ...freeKeys.map((kind) => ({ id: `${kind}.*`, label: `A key of ${kind}` })),
  ];
}

/** What is, or may be, a password, a hash or a secret, by what it is called and where it goes. */
const secret = /hash|pass|pwd|secret|factor|token|bcrypt/i;

function sampleText(cells: readonly unknown[], names: string): string {
  if (secret.test(names)) return 'Hidden';
  const [first, second] = cells.map((cell) => (typeof cell === 'string' ? cell : JSON.stringify(cell)));
  const text = [first, second].filter((cell) => cell !== undefined).join(' · ');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
