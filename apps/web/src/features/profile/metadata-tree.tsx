import { isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { Trash2 } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AddEntry } from './metadata-add.tsx';
import styles from './metadata-tree.module.css';

interface TreeProps {
  /** What it is called where it lies, for those who cannot see where that is. */
  path: string;
  value: JsonObject;
  /** Keys that are shown elsewhere. */
  without?: ReadonlySet<string>;
  isReadOnly: boolean;
  onChange: (value: JsonObject) => void;
}

/** A JSON object as a form: one field per key, objects and lists inside it at any depth. */
export function MetadataTree({ path, value, without, isReadOnly, onChange }: TreeProps) {
  const entries = Object.entries(value).filter(([key]) => without?.has(`${path}.${key}`) !== true);
  return (
    <div className={styles.tree}>
      {entries.map(([key, inner]) => (
        <Entry
          key={key}
          name={key}
          path={`${path}.${key}`}
          value={inner}
          without={without}
          isReadOnly={isReadOnly}
          onChange={(next) => onChange(withKey(value, key, next))}
          onRemove={() => onChange(withoutKey(value, key))}
        />
      ))}
      {entries.length === 0 && <p className={styles.none}>{isReadOnly ? 'Nothing.' : 'Nothing yet.'}</p>}
      {!isReadOnly && (
        <AddEntry
          path={path}
          taken={Object.keys(value)}
          onAdd={(key, first) => onChange(withKey(value, key, first))}
        />
      )}
    </div>
  );
}

interface EntryProps {
  name: string;
  path: string;
  value: unknown;
  without?: ReadonlySet<string> | undefined;
  isReadOnly: boolean;
  onChange: (value: unknown) => void;
  onRemove: () => void;
}

function Entry({ name, path, value, without, isReadOnly, onChange, onRemove }: EntryProps) {
  const labelId = useId();
  const remove = !isReadOnly && (
    <IconButton label={`Remove ${path}`} size="small" icon={<Trash2 aria-hidden />} onPress={onRemove} />
  );
  if (typeof value !== 'object' || value === null) {
    return (
      <div className={styles.entry}>
        <Scalar name={name} value={value} isReadOnly={isReadOnly} onChange={onChange} />
        {remove}
      </div>
    );
  }
  return (
    <fieldset className={styles.nested} aria-labelledby={labelId}>
      <div className={styles.nestedHead}>
        <span id={labelId} className={styles.key}>
          {name}
        </span>
        <span className={styles.kind}>{isJsonObject(value) ? 'object' : 'list'}</span>
        {remove}
      </div>
      {isJsonObject(value) ? (
        <MetadataTree
          path={path}
          value={value}
          isReadOnly={isReadOnly}
          onChange={onChange}
          {...(without === undefined ? {} : { without })}
        />
      ) : (
        Array.isArray(value) && <List path={path} items={value} isReadOnly={isReadOnly} onChange={onChange} />
      )}
    </fieldset>
  );
}

interface ListProps {
  path: string;
  items: readonly unknown[];
  isReadOnly: boolean;
  onChange: (items: unknown[]) => void;
}

function List({ path, items, isReadOnly, onChange }: ListProps) {
  return (
    <div className={styles.tree}>
      {items.map((item, index) => (
        <Entry
          // oxlint-disable-next-line react/no-array-index-key -- an item of a list has nothing else to be known by
          key={index}
          name={String(index + 1)}
          path={`${path}.${index + 1}`}
          value={item}
          isReadOnly={isReadOnly}
          onChange={(next) => onChange(items.with(index, next))}
          onRemove={() => onChange(items.toSpliced(index, 1))}
        />
      ))}
      {!isReadOnly && <AddEntry path={path} onAdd={(_key, first) => onChange([...items, first])} />}
    </div>
  );
}

function Scalar({
  name,
  value,
  isReadOnly,
  onChange,
}: Pick<EntryProps, 'name' | 'value' | 'isReadOnly' | 'onChange'>) {
  switch (typeof value) {
    case 'boolean':
      return (
        <Switch isSelected={value} isDisabled={isReadOnly} onChange={onChange}>
          {name}
        </Switch>
      );
    case 'number':
      return (
        <NumberField
          label={name}
          value={value}
          isReadOnly={isReadOnly}
          // An emptied field is not taken over: taking the key away has a button of its own.
          onChange={(next) => {
            if (next !== undefined) onChange(next);
          }}
        />
      );
    case 'string':
      return (
        <TextField
          label={name}
          value={value}
          isReadOnly={isReadOnly}
          onChange={onChange}
          autoComplete="off"
        />
      );
    default:
      return <TextField label={name} value="null" isReadOnly autoComplete="off" mono />;
  }
}

function withKey(value: JsonObject, key: string, inner: unknown): JsonObject {
  // By entries: a key such as `__proto__` is then a key like any other.
  return Object.fromEntries(new Map(Object.entries(value)).set(key, inner));
}

function withoutKey(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}
