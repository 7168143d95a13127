import { Link, Outlet } from '@tanstack/react-router';
import { KeySquare, ListChecks, ScrollText, Users, UsersRound, Webhook } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import { useMe } from '../api/me.ts';
import { useHomeSearch } from '../api/views.ts';
import { AccountName } from './account-name.tsx';
import { PaletteButton } from './palette-button.tsx';
import logo from '../ui/logo.svg';
import { Button } from '../ui/button.tsx';
import styles from './shell.module.css';
import { useFocusOnPage } from './use-focus-on-page.ts';

// The menu's code comes after the page's; until then its place looks the same.
const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }));
const ViewsNav = lazy(async () => ({ default: (await import('../features/views/views-nav.tsx')).ViewsNav }));
const ViewingAsBanner = lazy(async () => ({
  default: (await import('./viewing-as-banner.tsx')).ViewingAsBanner,
}));

/** What is done to many goes on in the background, where it can be seen. */
const operating = ['bulk:run', 'users:import', 'users:export'] as const;

/** The frame of every page: which tenant this is, where one can go, who one is. */
export function Shell() {
  const { permissions, tenant, viewingAs } = useMe();
  const home = useHomeSearch();
  const page = useRef<HTMLElement>(null);
  useFocusOnPage(page);
  return (
    <div className={styles.shell} data-viewing={viewingAs === null ? undefined : ''}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <header className={styles.side}>
        <Link to="/users" search={home} className={styles.brand}>
          <img src={logo} alt="" />
          <span className={styles.brandText}>
            <span className={styles.brandName}>Rollcall</span>
            <span className={styles.tenant} title={tenant.domain}>
              {tenant.domain}
            </span>
          </span>
        </Link>
        <PaletteButton />
        <nav aria-label="Main" className={styles.nav}>
          <Link
            to="/users"
            search={home}
            className={styles.link}
            activeOptions={{ includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            <Users aria-hidden />
            Users
          </Link>
          <Suspense>
            <ViewsNav />
          </Suspense>
          {permissions.includes('tokens:inspect') && (
            <Link to="/tokens" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
              <KeySquare aria-hidden />
              Tokens
            </Link>
          )}
          {operating.some((permission) => permissions.includes(permission)) && (
            <Link to="/operations" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
              <ListChecks aria-hidden />
              Operations
            </Link>
          )}
          {permissions.includes('team:manage') && (
            <Link to="/team" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
              <UsersRound aria-hidden />
              Team
            </Link>
          )}
          {permissions.includes('audit:read') && (
            <Link to="/audit" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
              <ScrollText aria-hidden />
              Audit
            </Link>
          )}
          {permissions.includes('webhooks:manage') && (
            <Link to="/webhooks" className={styles.link} activeProps={{ 'aria-current': 'page' }}>
              <Webhook aria-hidden />
              Webhooks
            </Link>
          )}
        </nav>
        <Suspense fallback={<AccountPlace />}>
          <AccountMenu />
        </Suspense>
      </header>
      <main ref={page} id="main" tabIndex={-1} className={styles.main}>
        {viewingAs !== null && (
          <Suspense>
            <ViewingAsBanner viewed={viewingAs} />
          </Suspense>
        )}
        <Outlet />
      </main>
    </div>
  );
}

function AccountPlace() {
  return (
    <Button variant="quiet" isDisabled>
      <AccountName />
    </Button>
  );
}
