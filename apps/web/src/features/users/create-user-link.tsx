import { newUsersRows } from '@rollcall/shared/contract/new-users.ts';
import { Plus } from 'lucide-react';
import { useMay } from '../../api/me.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Why } from '../../ui/why.tsx';

/** The way to the form for a new user; disabled, with the reason, for who may not create one. */
export function CreateUserLink() {
  const may = useMay(newUsersRows.createUser);
  if (may.allowed) {
    return (
      <ButtonLink to="/users/new" variant="primary" icon={<Plus aria-hidden />}>
        Create user
      </ButtonLink>
    );
  }
  return (
    <>
      <Why sentence={may.sentence} />
      <Button isDisabled icon={<Plus aria-hidden />}>
        Create user
      </Button>
    </>
  );
}
