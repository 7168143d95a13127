import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Control, useController } from 'react-hook-form';
import { CopyButton } from '../../ui/copy-text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Editability } from '@rollcall/shared/user/editability.ts';
import styles from './profile.module.css';
import { fieldLabels, type ProfileValues, type TextField as TextFieldName } from './values.ts';
import { ValueText } from '../../ui/value-text.tsx';

/** A text of the profile, and whether and why not it can be edited. */
export interface ProfileTextFieldProps {
  name: TextFieldName;
  control: Control<ProfileValues>;
  /** The value that is stored. */
  stored: string;
  isChanged: boolean;
  editability: Editability | undefined;
  /** Whether the group says already why this cannot be edited. */
  isExplained: boolean;
  type?: 'email' | 'tel' | 'url';
  prefix?: ReactNode;
}

/** A text of the profile. One that cannot be edited stays readable, with a lock, the reason, and a way to copy it. */
export function ProfileTextField(props: ProfileTextFieldProps) {
  const { name, control, stored, isChanged, editability, isExplained, type, prefix } = props;
  const {
    field: { ref, value, onChange, onBlur },
    fieldState: { error },
  } = useController({ name, control });
  const isEditable = editability?.editable === true;
  const reason = editability?.editable === false && !isExplained ? editability.reason : undefined;

  return (
    <div className={styles.field} data-changed={isChanged}>
      <TextField
        label={fieldLabels[name]}
        value={value}
        onChange={onChange}
        onBlur={onBlur}
        ref={ref}
        isReadOnly={!isEditable}
        errorMessage={error?.message}
        autoComplete="off"
        {...(type === undefined ? {} : { type })}
        {...(prefix === undefined ? {} : { prefix })}
        {...(isEditable
          ? {}
          : {
              suffix: (
                <>
                  {value !== '' && <CopyButton text={value} label={fieldLabels[name].toLowerCase()} />}
                  {editability?.cause !== 'connection' && <Lock className={styles.lock} aria-hidden />}
                </>
              ),
            })}
        {...(isChanged
          ? {
              description: (
                <>
                  Was: <ValueText value={stored} />
                </>
              ),
            }
          : reason === undefined
            ? {}
            : { description: reason })}
      />
    </div>
  );
}
