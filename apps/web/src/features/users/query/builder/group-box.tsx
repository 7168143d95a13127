import type { Group, Part } from '@rollcall/shared/query/builder.ts';
import { Plus, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button } from '../../../../ui/button.tsx';
import { IconButton } from '../../../../ui/icon-button.tsx';
import styles from './builder.module.css';
import { ConditionRow } from './condition-row.tsx';
import type { FieldOption } from './fields.ts';

/** What can be done to the parts of a builder. */
export interface BuilderActs {
  replace: (key: number, by: readonly Part[]) => void;
  addCondition: (groupKey: number) => void;
  addGroup: (groupKey: number) => void;
  group: (key: number) => void;
  /** The row that was added last, which takes the focus. */
  newest: number | undefined;
}

interface GroupBoxProps {
  group: Group;
  options: readonly FieldOption[];
  acts: BuilderActs;
  /** Takes the group away; the outermost one has none. */
  onRemove?: () => void;
  /** What else stands at the end of the outermost group. */
  children?: ReactNode;
}

const modes = { all: 'All', any: 'Any', none: 'None' } as const;
const between = { all: 'and', any: 'or', none: 'nor' } as const;

/** Rows and groups of which all, any or none have to hold. */
export function GroupBox({ group, options, acts, onRemove, children }: GroupBoxProps) {
  const ref = useRef<HTMLFieldSetElement>(null);
  const remove = (key: number) => {
    acts.replace(key, []);
    // What had the focus is gone: the group that is left takes it.
    ref.current?.querySelector<HTMLElement>(':scope > [data-foot] button')?.focus();
  };
  const mode = (
    <label className={styles.mode}>
      <select
        className={styles.select}
        aria-label="How the conditions of this group are joined"
        value={group.mode}
        onChange={(event) => {
          const chosen = isMode(event.target.value) ? event.target.value : group.mode;
          acts.replace(group.key, [{ ...group, mode: chosen }]);
        }}
      >
        {Object.entries(modes).map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
      of these hold
    </label>
  );
  return (
    <fieldset
      ref={ref}
      className={onRemove === undefined ? styles.root : styles.nested}
      aria-label={`${modes[group.mode]} of these hold`}
    >
      {(onRemove !== undefined || group.parts.length > 1 || group.mode === 'none') && (
        <div className={styles.head}>
          {mode}
          {onRemove !== undefined && (
            <IconButton label="Remove this group" size="small" icon={<X aria-hidden />} onPress={onRemove} />
          )}
        </div>
      )}
      {group.parts.map((part, index) => (
        <div key={part.key} className={styles.part}>
          {group.parts.length > 1 && (
            <span className={styles.between} aria-hidden>
              {index === 0 ? '' : between[group.mode]}
            </span>
          )}
          {part.kind === 'group' ? (
            <GroupBox
              group={part}
              options={options}
              acts={acts}
              onRemove={() => {
                remove(part.key);
              }}
            />
          ) : (
            <ConditionRow
              condition={part}
              options={options}
              isNew={part.key === acts.newest}
              onChange={(condition) => {
                acts.replace(part.key, [condition]);
              }}
              onGroup={() => {
                acts.group(part.key);
              }}
              onRemove={() => {
                remove(part.key);
              }}
            />
          )}
        </div>
      ))}
      <div className={styles.foot} data-foot>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden />}
          onPress={() => {
            acts.addCondition(group.key);
          }}
        >
          Add condition
        </Button>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden />}
          onPress={() => {
            acts.addGroup(group.key);
          }}
        >
          Add group
        </Button>
        {children}
      </div>
    </fieldset>
  );
}

function isMode(text: string): text is Group['mode'] {
  return text in modes;
}
