import { Check, Search } from 'lucide-react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components/ListBox';
import { classNames } from '../lib/class-names.ts';
import overlay from './overlay.module.css';
import styles from './pick-list.module.css';
import { Tokens } from './token-field.tsx';
import { TextField } from './text-field.tsx';

/** Something that can be picked. */
export interface PickOption {
  id: string;
  label: string;
  description?: string | undefined;
}

interface PickListProps {
  /** What is picked: “Roles”. */
  label: string;
  /** What stands in the field for searching. */
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  options: readonly PickOption[];
  picked: readonly PickOption[];
  onPick: (picked: PickOption[]) => void;
  mode: 'single' | 'multiple';
  isLoading: boolean;
  /** Said where nothing is found. */
  emptyText: string;
  /** Said under the list, as that it is cut. */
  note?: string | undefined;
  /** Whether one can type at once: where picking is what a dialog is for. */
  focusesItself?: boolean;
}

/**
 * A choice out of many, found by typing. What is picked stays picked while other things are searched for;
 * several stand above the list as tokens.
 */
export function PickList({
  label,
  options,
  picked,
  onPick,
  mode,
  query,
  isLoading,
  ...props
}: PickListProps) {
  const pick = (ids: ReadonlySet<string>) => {
    const known = new Map([...picked, ...options].map((option) => [option.id, option]));
    onPick([...ids].flatMap((id) => known.get(id) ?? []));
  };
  return (
    <div className={styles.pick}>
      <TextField
        label={label}
        type="search"
        placeholder={props.placeholder}
        prefix={<Search aria-hidden />}
        value={query}
        onChange={props.onQuery}
        autoComplete="off"
        spellCheck="false"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where picking is what a dialog is for
        autoFocus={props.focusesItself ?? false}
      />
      {mode === 'multiple' && picked.length > 0 && (
        <Tokens
          label={`${label} picked`}
          tokens={picked.map((option) => option.label)}
          onRemove={(removed) => {
            onPick(picked.filter((option) => option.label !== removed));
          }}
        />
      )}
      <ListBox
        aria-label={label}
        className={classNames(styles.list)}
        items={options}
        selectionMode={mode}
        selectionBehavior="toggle"
        disallowEmptySelection={mode === 'single' && picked.length > 0}
        selectedKeys={picked.map(({ id }) => id)}
        onSelectionChange={(keys) => {
          pick(keys === 'all' ? new Set(options.map(({ id }) => id)) : new Set([...keys].map(String)));
        }}
        renderEmptyState={() => <p className={styles.empty}>{isLoading ? 'Looking…' : props.emptyText}</p>}
      >
        {(option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={classNames(overlay.item)}>
            {({ isSelected }) => (
              <>
                <Text slot="label" className={classNames(overlay.text)}>
                  <bdi>{option.label}</bdi>
                </Text>
                {option.description !== undefined && (
                  <Text slot="description" className={classNames(overlay.note)}>
                    {option.description}
                  </Text>
                )}
                {isSelected && (
                  <span className={overlay.check}>
                    <Check aria-hidden />
                  </span>
                )}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
      {props.note !== undefined && <p className={styles.note}>{props.note}</p>}
    </div>
  );
}
