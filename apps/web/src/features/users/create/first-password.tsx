import { newUsersRows } from '@rollcall/shared/contract/new-users.ts';
import { useController } from 'react-hook-form';
import { useMay } from '../../../api/me.ts';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { Why } from '../../../ui/why.tsx';
import { CreatePassword, type CreatePasswordProps } from './create-password.tsx';
import styles from './create.module.css';

const options = [
  { id: 'known', label: 'I choose or generate it', detail: 'You hand it over yourself, by a safe way.' },
  {
    id: 'invited',
    label: 'They choose it: an invitation',
    detail: 'Nobody knows the first password. Next you make a link, or have an e-mail sent.',
  },
] as const;

/** Who chooses the first password, and where it is typed if that is not the user. */
export function FirstPassword({ policy, form }: CreatePasswordProps) {
  const { field } = useController({ name: 'first_password', control: form.control });
  const mayInvite = useMay(newUsersRows.createUser, ['invited']);
  const isInvited = mayInvite.allowed && field.value === 'invited';
  return (
    <>
      <div className={styles.wide}>
        {mayInvite.allowed ? (
          <RadioGroup
            label="First password"
            options={options}
            value={field.value}
            onChange={field.onChange}
          />
        ) : (
          <Why sentence={`Nobody is invited from here. ${mayInvite.sentence}`} />
        )}
      </div>
      {!isInvited && <CreatePassword policy={policy} form={form} />}
    </>
  );
}
