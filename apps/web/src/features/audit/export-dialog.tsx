import { auditRows } from '@rollcall/shared/contract/audit.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAsksForReason } from '../../api/conditions.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { saveFile } from '../../lib/save-file.ts';
import type { AuditFilter } from './filter.ts';

/** Saves the events that the filter lets through as a file. */
export function ExportDialog({ filter, onClose }: { filter: AuditFilter; onClose: () => void }) {
  const [format, setFormat] = useState<'csv' | 'ndjson'>('csv');
  const [reason, setReason] = useState('');
  const exporting = useMutation({
    mutationFn: async () =>
      (await call(auditRows.exportAuditEvents, { body: { format, ...filter }, reason })).data,
    gcTime: 0,
    onSuccess: (file) => {
      saveFile(file);
      if (file.complete) onClose();
    },
  });
  const asks = useAsksForReason(auditRows.exportAuditEvents) || isProblem(exporting.error, 'reason_required');
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Dialog title="Export the audit trail" isOpen onOpenChange={onClose}>
      <p>
        {isFiltered ? 'All events that the filter lets through' : 'All events that you may see'}, up to
        100,000. The export itself is told in the trail.
      </p>
      <RadioGroup
        label="Format"
        value={format}
        onChange={setFormat}
        options={[
          { id: 'csv', label: 'CSV', detail: 'For a spreadsheet.' },
          { id: 'ndjson', label: 'NDJSON', detail: 'One JSON object a line, for a program.' },
        ]}
      />
      {asks && <ReasonField value={reason} onChange={setReason} />}
      {exporting.data?.complete === false && (
        <Notice tone="amber" title="The file ends at 100,000 events">
          It holds the newest. Narrow the filter, by time for one, and export the rest.
        </Notice>
      )}
      {exporting.isError && <ProblemNotice error={exporting.error} />}
      <DialogActions>
        <Button onPress={onClose}>{exporting.isSuccess ? 'Close' : 'Cancel'}</Button>
        <Button
          variant="primary"
          isPending={exporting.isPending}
          isDisabled={asks && reason.trim() === ''}
          onPress={() => exporting.mutate()}
        >
          Export
        </Button>
      </DialogActions>
    </Dialog>
  );
}
