import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { type Control, useWatch } from 'react-hook-form';
import { Avatar } from '../../ui/avatar.tsx';
import { FieldGroup, sharedObstacle } from './field-group.tsx';
import styles from './profile.module.css';
import { ProfileSwitch } from './profile-switch.tsx';
import { ProfileTextField } from './profile-text-field.tsx';
import { useEditability } from './use-editability.ts';
import type { ProfileField, ProfileValues, SwitchField, TextField } from './values.ts';

interface ProfileFieldsProps {
  user: UserDetail;
  /** What is stored. */
  base: ProfileValues;
  changed: readonly ProfileField[];
  control: Control<ProfileValues>;
}

const rootFields = ['name', 'nickname', 'given_name', 'family_name', 'picture'] as const;
const signInFields = ['email', 'email_verified', 'phone_number', 'phone_verified', 'username'] as const;

/** The fields of the profile in their groups. */
export function ProfileFields({ user, base, changed, control }: ProfileFieldsProps) {
  const rules = useEditability(user);
  const picture = useWatch({ control, name: 'picture' });
  const rootObstacle = sharedObstacle(rootFields.map((field) => rules.get(field)));
  const signInObstacle = sharedObstacle(signInFields.map((field) => rules.get(field)));

  const common = (name: ProfileField, obstacle: unknown) => ({
    control,
    isChanged: changed.includes(name),
    editability: rules.get(name),
    isExplained: obstacle !== undefined,
  });
  const text = (name: TextField, obstacle: unknown) => ({
    name,
    stored: base[name],
    ...common(name, obstacle),
  });
  const toggle = (name: SwitchField) => {
    const verified = rules.get(name);
    const beside = rules.get(name === 'email_verified' ? 'email' : 'phone_number');
    const isSame =
      verified?.editable === false && beside?.editable === false && verified.reason === beside.reason;
    return { name, ...common(name, isSame ? beside : signInObstacle) };
  };

  return (
    <>
      <FieldGroup title="Name and picture" obstacle={rootObstacle}>
        <ProfileTextField {...text('name', rootObstacle)} />
        <ProfileTextField {...text('nickname', rootObstacle)} />
        <ProfileTextField {...text('given_name', rootObstacle)} />
        <ProfileTextField {...text('family_name', rootObstacle)} />
        <div className={styles.wide}>
          <ProfileTextField
            {...text('picture', rootObstacle)}
            type="url"
            prefix={<Avatar name={displayName(user)} picture={picture} />}
          />
        </div>
      </FieldGroup>
      <FieldGroup title="E-mail, phone and username" obstacle={signInObstacle}>
        <div className={styles.pair}>
          <ProfileTextField {...text('email', signInObstacle)} type="email" />
          <ProfileSwitch {...toggle('email_verified')} />
        </div>
        <div className={styles.pair}>
          <ProfileTextField {...text('phone_number', signInObstacle)} type="tel" />
          <ProfileSwitch {...toggle('phone_verified')} />
        </div>
        <ProfileTextField {...text('username', signInObstacle)} />
      </FieldGroup>
    </>
  );
}
