import { generatePassword } from '@rollcall/shared/user/password-generator.ts';
import { checkPassword, type PasswordPolicy } from '@rollcall/shared/user/password-policy.ts';
import type { NewUser } from '@rollcall/shared/user/user-input.ts';
import { useController, type UseFormReturn, useWatch } from 'react-hook-form';
import { randomBelow } from '../../../lib/random.ts';
import { PasswordField } from '../../../ui/password-field.tsx';
import styles from './create.module.css';
import { type NewUserValues, ownerOf } from './new-user.ts';

export interface CreatePasswordProps {
  policy: PasswordPolicy;
  form: UseFormReturn<NewUserValues, unknown, NewUser>;
}

/** The first password, measured against the connection's policy as it is typed. */
export function CreatePassword({ policy, form: { control, getValues, setValue } }: CreatePasswordProps) {
  const {
    field: { ref, value, onChange, onBlur },
    fieldState: { error },
  } = useController({ name: 'password', control });
  const [name, nickname, username, email] = useWatch({
    control,
    name: ['name', 'nickname', 'username', 'email'],
  });
  return (
    <div className={styles.wide}>
      <PasswordField
        label="Password"
        rules={checkPassword(policy, value, { name, nickname, username, email })}
        value={value}
        onChange={onChange}
        onBlur={onBlur}
        ref={ref}
        onGenerate={() => {
          setValue('password', generatePassword(policy, randomBelow, ownerOf(getValues())), {
            shouldDirty: true,
            shouldValidate: true,
          });
        }}
        errorMessage={error?.message}
      />
    </div>
  );
}
