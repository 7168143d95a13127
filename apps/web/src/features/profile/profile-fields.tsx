import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { type Control, useWatch } from 'react-hook-form';
import { Avatar } from '../../ui/avatar.tsx';
import { FieldGroup, sharedObstacle } from './field-group.tsx';
import { MaskedField } from './masked-field.tsx';
import styles from './profile.module.css';
import { ProfileSwitch } from './profile-switch.tsx';
import { ProfileTextField, type ProfileTextFieldProps } from './profile-text-field.tsx';
import { SyncSetting } from './sync-setting.tsx';
import { useEditability } from './use-editability.ts';
import {
  fieldLabels,
  type ProfileField,
  type ProfileValues,
  type SwitchField,
  type TextField,
} from './values.ts';

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
  const isHidden = (name: ProfileField) => {
    const rule = rules.get(name);
    return rule?.editable === false && rule.cause === 'mask';
  };
  const text = (
    name: TextField,
    obstacle: unknown,
    more: Pick<ProfileTextFieldProps, 'type' | 'prefix'> = {},
  ) =>
    isHidden(name) ? (
      <MaskedField user={user} field={name} label={fieldLabels[name]} />
    ) : (
      <ProfileTextField name={name} stored={base[name]} {...common(name, obstacle)} {...more} />
    );
  const toggle = (name: SwitchField) => {
    // Hidden with the address, which says so.
    if (isHidden(name)) return null;
    const verified = rules.get(name);
    const beside = rules.get(name === 'email_verified' ? 'email' : 'phone_number');
    const isSame =
      verified?.editable === false && beside?.editable === false && verified.reason === beside.reason;
    return <ProfileSwitch name={name} {...common(name, isSame ? beside : signInObstacle)} />;
  };

  return (
    <>
      <FieldGroup
        title="Name and picture"
        obstacle={rootObstacle}
        wayOut={
          rootObstacle?.cause === 'lock' &&
          rootObstacle.lock === 'synced_each_login' &&
          user.connection !== null && <SyncSetting connection={user.connection} />
        }
      >
        {text('name', rootObstacle)}
        {text('nickname', rootObstacle)}
        {text('given_name', rootObstacle)}
        {text('family_name', rootObstacle)}
        <div className={styles.wide}>
          {text('picture', rootObstacle, {
            type: 'url',
            prefix: <Avatar name={displayName(user)} picture={picture} />,
          })}
        </div>
      </FieldGroup>
      <FieldGroup title="E-mail, phone and username" obstacle={signInObstacle}>
        <div className={styles.pair}>
          {text('email', signInObstacle, { type: 'email' })}
          {toggle('email_verified')}
        </div>
        <div className={styles.pair}>
          {text('phone_number', signInObstacle, { type: 'tel' })}
          {toggle('phone_verified')}
        </div>
        {text('username', signInObstacle)}
      </FieldGroup>
    </>
  );
}
