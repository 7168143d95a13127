import { connectionsRows } from '@rollcall/shared/contract/connections.ts';
import type { Connection } from '@rollcall/shared/user/connection.ts';
import { Settings2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { z } from 'zod';
import { useMay } from '../../api/me.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { Button } from '../../ui/button.tsx';
import { Why } from '../../ui/why.tsx';

const SyncDialog = lazy(async () => ({ default: (await import('./sync-dialog.tsx')).SyncDialog }));

/** The dialog was open when the page was left to sign in again. */
const KeptOpen = z.object({ open: z.literal(true) });

/**
 * The way out of a lock that a connection's sync setting makes, for those who may take it. Where only
 * Rollcall's token stands in the way, it says so; to others it is not shown.
 */
export function SyncSetting({ connection }: { connection: Connection }) {
  const keepKey = `sync setting ${connection.id}`;
  const kept = useKept(keepKey, KeptOpen);
  const [isOpen, setOpen] = useState(kept !== undefined);
  useKeeping(keepKey, isOpen ? { open: true } : undefined);
  const may = useMay(connectionsRows.setConnectionSync);
  if (!may.allowed) return may.missing === 'permission' ? null : <Why sentence={may.sentence} />;
  return (
    <div>
      <Button size="small" icon={<Settings2 aria-hidden />} onPress={() => setOpen(true)}>
        Change when {connection.name} sets them
      </Button>
      {isOpen && (
        <Suspense>
          <SyncDialog connection={connection} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
