import { bulkRows } from '@rollcall/shared/contract/bulk.ts';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../api/me.ts';
import { meanForAct } from '../lib/acted-on.ts';
import type { SelectionForActs } from '../lib/selected-users.ts';
import { Button } from '../ui/button.tsx';
import { WhySign } from '../ui/why-sign.tsx';

/** The way from a selection to what is done to all of it. */
export function BulkButton({ selected }: SelectionForActs) {
  const may = useMay(bulkRows.startBulk);
  const navigate = useNavigate();
  return (
    <span>
      <Button
        size="small"
        variant="primary"
        isDisabled={!may.allowed}
        onPress={() => {
          meanForAct(selected);
          void navigate({ to: '/bulk' });
        }}
      >
        Act on them
      </Button>
      {!may.allowed && <WhySign sentence={may.sentence} />}
    </span>
  );
}
