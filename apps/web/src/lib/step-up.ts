import { keepForms } from './kept-form.ts';
import { giveUpUnsavedChanges } from './unsaved-changes.ts';

/** Goes to sign in again and comes back to this page, with what was typed into its forms. */
export function goToStepUp(): void {
  const here = window.location.pathname + window.location.search;
  keepForms();
  giveUpUnsavedChanges();
  window.location.assign(`/auth/step-up?${new URLSearchParams({ returnTo: here })}`);
}
