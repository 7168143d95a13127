import { exportsRows } from '@rollcall/shared/contract/exports.ts';
import { Download } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import type { ExportedList } from './queries.ts';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

const nobody: readonly string[] = [];

interface ExportButtonProps {
  list: ExportedList;
  /** Users who were chosen one by one; where there are some, they are meant. */
  selected?: readonly string[];
  size?: 'small' | 'medium';
}

/** The way to a file of users; disabled, with the reason, for who may not make one. */
export function ExportButton({ list, selected = nobody, size = 'medium' }: ExportButtonProps) {
  const may = useMay(exportsRows.startExport);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size={size}
        variant={size === 'small' ? 'secondary' : 'quiet'}
        icon={<Download aria-hidden />}
        isDisabled={!may.allowed}
        onPress={() => {
          setOpen(true);
        }}
      >
        Export…
      </Button>
      {!may.allowed && <WhySign sentence={may.sentence} />}
      {isOpen && (
        <Suspense>
          <ExportDialog
            list={list}
            selected={selected}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
