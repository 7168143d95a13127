import { useSyncExternalStore } from 'react';

/** Why the dialog is there: something asked for a fresh sign-in, or one that was begun did not succeed. */
export type StepUpState = 'asked' | 'failed';

const listeners = new Set<() => void>();
let state: StepUpState | undefined;

/** Something was refused because it needs a fresh sign-in. The session itself goes on. */
export function askForStepUp(): void {
  setState('asked');
}

/** The person does not want to now. */
export function dismissStepUp(): void {
  setState(undefined);
}

/** Whether a dialog about a fresh sign-in is to be shown, and which. */
export function useStepUp(): StepUpState | undefined {
  return useSyncExternalStore(subscribe, () => state);
}

/** Reads from the address whether a fresh sign-in did not succeed, and takes the word out of it. */
export function readStepUpReturn(): void {
  const url = new URL(window.location.href);
  if (url.searchParams.get('step_up') !== 'failed') return;
  url.searchParams.delete('step_up');
  window.history.replaceState(window.history.state, '', url);
  setState('failed');
}

function setState(next: StepUpState | undefined): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
