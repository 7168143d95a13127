import { type Control, useController } from 'react-hook-form';
import { Switch } from '../../ui/switch.tsx';
import type { Editability } from '@rollcall/shared/user/editability.ts';
import styles from './profile.module.css';
import { fieldLabels, type ProfileValues, type SwitchField } from './values.ts';

interface ProfileSwitchProps {
  name: SwitchField;
  control: Control<ProfileValues>;
  isChanged: boolean;
  editability: Editability | undefined;
  /** Whether the reason stands beside it already. */
  isExplained: boolean;
}

/** A yes or no of the profile. */
export function ProfileSwitch({ name, control, isChanged, editability, isExplained }: ProfileSwitchProps) {
  const {
    field: { ref, value, onChange, onBlur },
  } = useController({ name, control });
  const reason = editability?.editable === false && !isExplained ? editability.reason : undefined;
  return (
    <div className={styles.field} data-changed={isChanged}>
      <Switch
        ref={ref}
        isSelected={value}
        onChange={onChange}
        onBlur={onBlur}
        isDisabled={editability?.editable !== true}
        {...(isChanged ? { description: `Was: ${value ? 'no' : 'yes'}` } : {})}
        {...(reason === undefined ? {} : { description: reason })}
      >
        {fieldLabels[name]}
      </Switch>
    </div>
  );
}
