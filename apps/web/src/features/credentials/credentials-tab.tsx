import { credentialsRows } from '@rollcall/shared/contract/credentials.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './credentials.module.css';
import { EmailSection } from './email-section.tsx';
import { PasswordLinkMaker } from './link-maker.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { noPasswordReason } from './no-password.ts';

const route = getRouteApi('/shell/users/$userId');

/** The credentials of the user: a password, or a way to one, and the address that it is sent to. */
export function CredentialsTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const user = answer.data;
  const policy = user.connection?.password_policy ?? null;
  const maySet = useMay(credentialsRows.setPassword, [], user);
  const mayLink = useMay(credentialsRows.createPasswordTicket, [], user);
  const isLinkOnly = !maySet.allowed && maySet.missing === 'permission' && mayLink.allowed;
  return (
    <div className={styles.tab}>
      <section className={styles.tab} aria-labelledby="password-title">
        <h2 id="password-title" className={styles.title}>
          Password
        </h2>
        {policy === null ? (
          <Notice title="There is no password to set">{noPasswordReason(user.connection)}</Notice>
        ) : (
          <>
            {isLinkOnly ? (
              <Notice title="Links only">
                Your team role lets users choose their passwords, and does not let you choose one for them: it
                includes tickets:create and not password:set.
              </Notice>
            ) : (
              <NewPasswordForm key={userId} user={user} policy={policy} />
            )}
            <PasswordLinkMaker key={`link ${userId}`} user={user} />
          </>
        )}
      </section>
      <EmailSection key={`email ${userId}`} answer={answer} />
    </div>
  );
}
