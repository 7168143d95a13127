import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { userQuery } from '../../api/user.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './credentials.module.css';
import { NewPasswordForm } from './new-password-form.tsx';
import { noPasswordReason } from './no-password.ts';

const route = getRouteApi('/shell/users/$userId');

/** The credentials of the user: a new password, where the connection keeps passwords at all. */
export function CredentialsTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const { connection } = answer.data;
  const policy = connection?.password_policy ?? null;
  return (
    <section className={styles.tab} aria-labelledby="password-title">
      <h2 id="password-title" className={styles.title}>
        Password
      </h2>
      {policy === null ? (
        <Notice title="There is no password to set">{noPasswordReason(connection)}</Notice>
      ) : (
        <NewPasswordForm key={userId} user={answer.data} policy={policy} />
      )}
    </section>
  );
}
