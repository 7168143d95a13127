import type { SearchSchemaInput } from '@tanstack/react-router';

/** Reads from the address whether the dialog for a new webhook is open. */
export function readWebhooksSearch(search: { dialog?: 'new' } & SearchSchemaInput): { dialog?: 'new' } {
  return search.dialog === 'new' ? { dialog: 'new' } : {};
}

/** Reads from the address which dialog about a webhook is open. */
export function readWebhookSearch(search: { dialog?: WebhookDialog } & SearchSchemaInput): {
  dialog?: WebhookDialog;
} {
  return search.dialog === 'edit' || search.dialog === 'remove' ? { dialog: search.dialog } : {};
}

type WebhookDialog = 'edit' | 'remove';
