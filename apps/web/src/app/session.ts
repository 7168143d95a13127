import { useSyncExternalStore } from 'react';
import { hasUnsavedChanges } from '../lib/unsaved-changes.ts';

/** What tabs of one browser tell each other. */
const channel = new BroadcastChannel('rollcall.session');
const listeners = new Set<() => void>();
let isEnded = false;

/** The address that signs in and comes back to this one. */
export function signInUrl(): string {
  const here = window.location.pathname + window.location.search;
  return `/auth/login?${new URLSearchParams({ returnTo: here })}`;
}

/**
 * The session is gone: goes to sign in and come back. Where a form holds unsaved changes nothing is
 * left; a dialog asks instead (`useSessionEnded`).
 */
export function endSession(): void {
  if (hasUnsavedChanges()) setEnded(true);
  else window.location.assign(signInUrl());
}

/** The session is there again; the form under the dialog goes on. */
export function resumeSession(): void {
  setEnded(false);
}

/** Somebody is signed in, in this tab; others that wait for it go on. */
export function announceSignedIn(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin, ours
  channel.postMessage('signed_in');
}

/** This tab signed out; the others must not show anything any more. */
export function announceSignedOut(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin, ours
  channel.postMessage('signed_out');
}

/** Calls back when another tab signed in or out. */
export function onSessionMessage(handle: (message: 'signed_in' | 'signed_out') => void): () => void {
  const listen = (event: MessageEvent<unknown>) => {
    if (event.data === 'signed_in' || event.data === 'signed_out') handle(event.data);
  };
  channel.addEventListener('message', listen);
  return () => {
    channel.removeEventListener('message', listen);
  };
}

/** Whether the session has ended under a form with unsaved changes. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, () => isEnded);
}

function setEnded(value: boolean): void {
  isEnded = value;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
