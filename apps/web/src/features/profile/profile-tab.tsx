import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CircleQuestionMark } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { userQuery } from '../../api/user.ts';
import { Button } from '../../ui/button.tsx';
import styles from './profile.module.css';
import { ProfileFacts } from './profile-facts.tsx';
import { ProfileForm } from './profile-form.tsx';

const route = getRouteApi('/shell/users/$userId');
const tab = getRouteApi('/shell/users/$userId/profile');

const GuidePanel = lazy(async () => ({ default: (await import('./guide-panel.tsx')).GuidePanel }));

/** The profile of the user: the form, and beside it what nobody edits, or the guide to what one may. */
export function ProfileTab() {
  const { userId } = route.useParams();
  const { guide } = tab.useSearch();
  const navigate = useNavigate();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const isOpen = guide === 'open';
  const show = (next: 'open' | undefined) => {
    void navigate({
      to: '/users/$userId/profile',
      params: { userId },
      search: next === undefined ? {} : { guide: next },
      replace: true,
      ignoreBlocker: true,
      resetScroll: false,
    });
  };
  return (
    <div className={styles.tab} data-guide={isOpen}>
      <ProfileForm answer={answer} />
      <div className={styles.beside}>
        <Button
          icon={<CircleQuestionMark aria-hidden />}
          aria-expanded={isOpen}
          onPress={() => show(isOpen ? undefined : 'open')}
        >
          What may I change?
        </Button>
        {isOpen && (
          <Suspense>
            <GuidePanel user={answer.data} onClose={() => show(undefined)} />
          </Suspense>
        )}
        <aside className={styles.side} aria-label="Facts">
          <ProfileFacts user={answer.data} />
        </aside>
      </div>
    </div>
  );
}
