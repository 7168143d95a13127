import { Outlet } from '@tanstack/react-router';

/** The frame of one user's pages: who it is, what can be done, and the tabs. */
export function UserPage() {
  return <Outlet />;
}
