import { columnTitle, isColumn, mostColumns, rootColumns } from '@rollcall/shared/user/columns.ts';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useMe } from '../../../api/me.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog, DialogActions } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { searchFieldsQuery } from '../query/builder/fields.ts';
import { whyNotSorted } from '../sorting.ts';
import type { ListStateOfPage } from '../use-list-state.ts';
import styles from './columns-dialog.module.css';

interface ColumnsDialogProps {
  state: ListStateOfPage;
  onClose: () => void;
}

/** Which columns the list shows and in which order; each change is seen at once behind the dialog. */
export function ColumnsDialog({ state, onClose }: ColumnsDialogProps) {
  const { search, columns, fields, setColumns } = state;
  const { masked } = useMe();
  const swap = (index: number, other: number) => {
    const next = [...columns];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(other, 0, moved);
    setColumns(next);
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
                  setColumns(columns.filter((column) => column.path !== path));
                }}
              />
            </li>
          );
        })}
      </ol>
      <AddColumn
        columns={columns}
        fields={fields}
        onAdd={(path) => {
          setColumns([...columns, { path }]);
        }}
      />
      <DialogActions>
        <Button
          variant="quiet"
          isDisabled={search.columns === ''}
          onPress={() => {
            setColumns(undefined);
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

interface AddColumnProps extends Pick<ListStateOfPage, 'columns' | 'fields'> {
  onAdd: (path: string) => void;
}

/** A field for one more column: a root attribute, a custom field, or any path in metadata. */
function AddColumn({ columns, fields, onAdd }: AddColumnProps) {
  const { data: seen = [] } = useQuery(searchFieldsQuery);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const list = useId();
  const isShown = (path: string) => columns.some((column) => column.path === path);
  const offered = [
    ...rootColumns.keys(),
    ...fields.map(({ key }) => key),
    ...seen.map(({ path }) => path),
  ].filter((path, index, all) => !isShown(path) && all.indexOf(path) === index);
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
