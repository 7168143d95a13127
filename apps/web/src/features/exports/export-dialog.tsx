import { exportsRows, mostExportedIds } from '@rollcall/shared/contract/exports.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { customFieldsQuery } from '../../api/custom-fields.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';
import styles from './exports.module.css';
import { OwnExports } from './own-exports.tsx';
import { type ExportedList, type ExportForm, exportsQuery, isOfEverybody, startExport } from './queries.ts';

interface ExportDialogProps {
  list: ExportedList;
  selected: readonly string[];
  onClose: () => void;
}

const number = new Intl.NumberFormat('en');

/** Makes a file of users, tells how far it is, and gives it and the ones before to whoever made them. */
export function ExportDialog({ list, selected, onClose }: ExportDialogProps) {
  const queryClient = useQueryClient();
  const { data: fields = [] } = useQuery(customFieldsQuery);
  const [form, setForm] = useState<ExportForm>({
    what: selected.length > 0 && selected.length <= mostExportedIds ? 'selected' : 'list',
    format: 'csv',
    columns: 'shown',
    roles: false,
    organizations: false,
  });
  const starting = useMutation({
    mutationFn: () => startExport(form, list, selected, fields, reason.text),
    onSuccess: (begun) => {
      queryClient.setQueryData(exportsQuery.queryKey, (before = []) => [begun, ...before]);
    },
  });
  const isOfTenant = form.what === 'tenant';
  const row = isOfTenant ? exportsRows.startTenantExport : exportsRows.startExport;
  const reason = useReason(row, starting.error);
  const asksToSignIn = useAsksToSignIn(row);
  const change = (changes: Partial<ExportForm>) => {
    starting.reset();
    setForm((before) => ({ ...before, ...changes }));
  };
  return (
    <Dialog title="Export users" size="large" isOpen onOpenChange={onClose}>
      <div className={styles.form}>
        <RadioGroup
          label="Users"
          value={form.what}
          onChange={(what) => {
            change({ what });
          }}
          options={useWhat(list, selected)}
        />
        <RadioGroup
          label="Format"
          value={form.format}
          onChange={(format) => {
            change({ format });
          }}
          options={formats}
        />
        <RadioGroup
          label="Columns"
          value={form.columns}
          onChange={(columns) => {
            change({ columns });
          }}
          options={columnChoices}
        />
        {!isOfTenant && (
          <fieldset className={styles.included}>
            <legend>Include</legend>
            <Checkbox
              isSelected={form.roles}
              onChange={(roles) => {
                change({ roles });
              }}
            >
              Roles
            </Checkbox>
            <Checkbox
              isSelected={form.organizations}
              onChange={(organizations) => {
                change({ organizations });
              }}
              description="Each takes a request to Auth0 for every user."
            >
              Organizations
            </Checkbox>
          </fieldset>
        )}
      </div>
      {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
      {asksToSignIn && <SignInAgainNote />}
      {starting.error !== null && <ProblemNotice error={starting.error} />}
      <DialogActions>
        <Button onPress={onClose}>Close</Button>
        <Button
          variant="primary"
          isPending={starting.isPending}
          isDisabled={reason.isMissing}
          onPress={() => {
            starting.mutate();
          }}
        >
          Export
        </Button>
      </DialogActions>
      <OwnExports />
    </Dialog>
  );
}

const formats = [
  { id: 'csv', label: 'CSV', detail: 'For any spreadsheet. Nothing in it is computed.' },
  { id: 'xlsx', label: 'XLSX', detail: 'A workbook for Excel and others, up to 1,048,575 users.' },
  { id: 'ndjson', label: 'NDJSON', detail: 'One JSON object a line, for a program.' },
] as const;

const columnChoices = [
  { id: 'shown', label: 'As in the list' },
  { id: 'all', label: 'All', detail: 'Every root attribute, and the custom fields of the list.' },
] as const;

/** What can be exported, as far as this member may. */
function useWhat(list: ExportedList, selected: readonly string[]) {
  const { member } = useMe();
  const options: { id: ExportForm['what']; label: string; detail?: string }[] = [
    {
      id: 'list',
      label: isOfEverybody(list) ? 'All users of the list' : 'All users who match',
      detail: 'In the order of the list, past its first 1,000 too.',
    },
  ];
  if (selected.length > 0 && selected.length <= mostExportedIds) {
    options.unshift({ id: 'selected', label: `The ${number.format(selected.length)} selected` });
  }
  if (isOfEverybody(list) && member.grants.some(({ users }) => users === 'all users')) {
    options.push({
      id: 'tenant',
      label: 'All users of the tenant, by Auth0',
      detail: 'Auth0 makes the file: a few requests however many there are, in no order.',
    });
  }
  return options;
}
