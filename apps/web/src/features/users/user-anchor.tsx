import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';

interface UserAnchorProps {
  userId: string;
  className: string | undefined;
  title: string;
  children: ReactNode;
}

/** How long the pointer rests on a link before what is behind it is read, in milliseconds; as for other links. */
const intentMs = 120;

/**
 * The link of a row to its user. The library's own reads the whole address anew, each of them, with every
 * change of it, and a list has a thousand; this one only goes where it says.
 */
export function UserAnchor({ userId, children, ...props }: UserAnchorProps) {
  const router = useRouter();
  const intent = useRef<ReturnType<typeof setTimeout>>(undefined);
  const target = { to: '/users/$userId', params: { userId } } as const;
  return (
    <a
      {...props}
      href={`/users/${encodeURIComponent(userId)}`}
      data-user-link={userId}
      onPointerEnter={() => {
        intent.current = setTimeout(() => void router.preloadRoute(target), intentMs);
      }}
      onPointerLeave={() => {
        clearTimeout(intent.current);
      }}
      onClick={(event) => {
        const isForTheBrowser = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
        if (isForTheBrowser || event.defaultPrevented) return;
        event.preventDefault();
        void router.navigate(target);
      }}
    >
      {children}
    </a>
  );
}
