import { isColumn, mostColumns, rootColumns, usualColumns } from '@rollcall/shared/user/columns.ts';
import { type Column, columnTitle } from '@rollcall/shared/user/columns.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useMe } from '../../../api/me.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog, DialogActions } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { whyNotSorted } from '../sorting.ts';
import styles from './columns-dialog.module.css';

interface ColumnsDialogProps {
  columns: readonly Column[];
  fields: readonly CustomField[];
  /** Metadata paths that users are known to have. */
  seen: readonly string[];
  /** Undefined for the usual columns. */
  onChange: (columns: readonly Column[] | undefined) => void;
  onClose: () => void;
}

/** Which columns the list shows and in which order; each change is seen at once behind the dialog. */
export function ColumnsDialog({ columns, fields, seen, onChange, onClose }: ColumnsDialogProps) {
  const { masked } = useMe();
  const swap = (index: number, other: number) => {
    const next = [...columns];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(other, 0, moved);
    onChange(next);
  };
  return (
    <Dialog title="Columns" isOpen onOpenChange={onClose}>
      <ol className={styles.columns} aria-label="Shown columns">
        {columns.map(({ path }, index) => {
          const title = columnTitle(path, fields);
          return (
            <li key={path} className={styles.column}>
              <span className={styles.words}>
                <span className={styles.title}>{title}</span>
                <span className={styles.note}>{whyNotSorted(path, masked) ?? 'Can be sorted by.'}</span>
              </span>
              <IconButton
                label={`Move ${title} up`}
                size="small"
                icon={<ArrowUp aria-hidden />}
                isDisabled={index === 0}
                onPress={() => {
                  swap(index, index - 1);
                }}
              />
              <IconButton
                label={`Move ${title} down`}
                size="small"
                icon={<ArrowDown aria-hidden />}
                isDisabled={index === columns.length - 1}
                onPress={() => {
                  swap(index, index + 1);
                }}
              />
              <IconButton
                label={`Hide ${title}`}
                size="small"
                icon={<X aria-hidden />}
                isDisabled={columns.length === 1}
                onPress={() => {
                  onChange(columns.filter((column) => column.path !== path));
                }}
              />
            </li>
          );
        })}
      </ol>
      <AddColumn
        columns={columns}
        fields={fields}
        seen={seen}
        onAdd={(path) => {
          onChange([...columns, { path }]);
        }}
      />
      <DialogActions>
        <Button
          variant="quiet"
          isDisabled={
            columns.length === usualColumns.length &&
            columns.every(
              (column, index) => column.path === usualColumns[index]?.path && column.width === undefined,
            )
          }
          onPress={() => {
            onChange(undefined);
          }}
        >
          Usual columns
        </Button>
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface AddColumnProps extends Pick<ColumnsDialogProps, 'columns' | 'fields' | 'seen'> {
  onAdd: (path: string) => void;
}

/** A field for one more column: a root attribute, a custom field, or any path in metadata. */
function AddColumn({ columns, fields, seen, onAdd }: AddColumnProps) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const list = useId();
  const isShown = (path: string) => columns.some((column) => column.path === path);
  const offered = [...rootColumns.keys(), ...fields.map(({ key }) => key), ...seen].filter(
    (path, index, all) => !isShown(path) && all.indexOf(path) === index,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = text.trim();
    const path =
      offered.find((one) => columnTitle(one, fields).toLowerCase() === asked.toLowerCase()) ?? asked;
    const why = faultOf(path, isShown(path), columns.length);
    setFault(why);
    if (why !== undefined) return;
    onAdd(path);
    setText('');
  };
  return (
    <form className={styles.add} onSubmit={submit}>
      <TextField
        label="Add a column"
        description="An attribute, or a path such as user_metadata.plan."
        value={text}
        onChange={(value) => {
          setText(value);
          setFault(undefined);
        }}
        errorMessage={fault}
        list={list}
        autoComplete="off"
      />
      <datalist id={list}>
        {offered.map((path) => {
          const title = columnTitle(path, fields);
          return (
            <option key={path} value={title === path || path.includes('.') ? path : title}>
              {title}
            </option>
          );
        })}
      </datalist>
      <Button type="submit" isDisabled={text.trim() === ''}>
        Add
      </Button>
    </form>
  );
}

function faultOf(path: string, isShown: boolean, count: number): string | undefined {
  if (isShown) return 'This column is shown already.';
  if (count >= mostColumns) return `A list has at most ${mostColumns} columns. Hide one first.`;
  if (isColumn(path)) return undefined;
  return 'Lists cannot show this. Choose an attribute, or write a path that begins with user_metadata. or app_metadata.';
}
