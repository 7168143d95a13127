import { useMe } from '../../api/me.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import styles from './account-page.module.css';
import { Sessions } from './sessions.tsx';

/** Who one is in Rollcall, what one may do and not see, and where one is signed in. */
export function AccountPage() {
  const { member, masked } = useMe();
  const name = member.name ?? member.email ?? member.id;
  return (
    <div className={styles.page}>
      <PageTitle>My account</PageTitle>
      <PageHeader title="My account" />
      <div className={styles.columns}>
        <div className={styles.column}>
          <section className={styles.person} aria-label="Who you are">
            <Avatar name={name} picture={member.picture} size="large" />
            <div className={styles.words}>
              <p className={styles.name}>
                <bdi>{name}</bdi>
              </p>
              {member.email !== undefined && member.email !== name && <p>{member.email}</p>}
              <CopyText text={member.id} label="team member id" />
            </div>
          </section>
          <section className={styles.section} aria-labelledby="grants-title">
            <h2 id="grants-title">What you may do</h2>
            <ul className={styles.grants}>
              {member.grants.map(({ role, users, hidden }) => (
                <li key={`${role} ${users}`}>
                  <strong>{role}</strong>
                  <span>
                    Over <Sentence text={users} />.
                  </span>
                  {hidden.length > 0 && (
                    <span>
                      Without <Paths paths={hidden} />.
                    </span>
                  )}
                </li>
              ))}
            </ul>
            {masked.length > 0 && (
              <p className={styles.note}>
                You cannot search or sort by what is hidden from you: <Paths paths={masked} />.
              </p>
            )}
          </section>
        </div>
        <Sessions />
      </div>
    </div>
  );
}

/** A sentence in which paths and values stand in backticks. */
function Sentence({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- the parts of a sentence have no other name, and never move
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}

function Paths({ paths }: { paths: readonly string[] }) {
  return paths.map((path, index) => (
    <span key={path}>
      {index > 0 && ', '}
      <code>{path}</code>
    </span>
  ));
}
