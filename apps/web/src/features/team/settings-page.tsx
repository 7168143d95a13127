import {
  allPermissions,
  type Permission,
  permissions as sentences,
} from '@rollcall/shared/access/permissions.ts';
import { teamRows } from '@rollcall/shared/contract/team.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { meQuery, useMay } from '../../api/me.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { Why } from '../../ui/why.tsx';
import { useActFields } from './act-fields.tsx';
import { TeamFrame } from './frame.tsx';
import frame from './frame.module.css';
import { opensActs } from './opened-rows.ts';
import { teamSettingsQuery } from './queries.ts';

const Kept = z.object({ reasons: z.array(z.enum(allPermissions)), above: z.number().nullable() });
const keptKey = 'team.settings';
const offered = allPermissions.filter(opensActs);

/** What the team has agreed on: which acts have to be given a reason, and which take two. */
export function TeamSettingsPage() {
  return (
    <TeamFrame title="Team settings">
      <Settings />
    </TeamFrame>
  );
}

function Settings() {
  const { data, error, refetch } = useQuery(teamSettingsQuery);
  return (
    <div className={frame.body} data-below-tabs>
      {data !== undefined ? (
        <SettingsForm required={data.reasonRequired} above={data.approvalAbove} />
      ) : error === null ? (
        <Skeleton height="240px" />
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
}

interface SettingsFormProps {
  required: readonly Permission[];
  /** Above how many users a second person has to approve. */
  above: number | undefined;
}

function SettingsForm({ required, above }: SettingsFormProps) {
  const kept = useKept(keptKey, Kept);
  const [chosen, setChosen] = useState<readonly Permission[]>(kept?.reasons ?? required);
  const [limit, setLimit] = useState(kept === undefined ? above : (kept.above ?? undefined));
  const queryClient = useQueryClient();
  const may = useMay(teamRows.updateTeamSettings);
  const act = useActFields(teamRows.updateTeamSettings);
  const wanted = useMemo(() => allPermissions.filter((one) => chosen.includes(one)), [chosen]);
  const isDirty =
    wanted.join() !== allPermissions.filter((one) => required.includes(one)).join() || limit !== above;
  useKeeping(keptKey, isDirty ? { reasons: wanted, above: limit ?? null } : undefined);
  const save = useMutation({
    mutationFn: async () =>
      (
        await call(teamRows.updateTeamSettings, {
          body: { reasonRequired: wanted, approvalAbove: limit ?? null },
          reason: act.reason,
        })
      ).data,
    onSuccess: (settings) => {
      queryClient.setQueryData(teamSettingsQuery.queryKey, settings);
      toast({ text: 'Saved the settings of the team.' });
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isDirty && act.isReady && !save.isPending) save.mutate();
  };
  return (
    <form className={frame.section} aria-label="Team settings" noValidate onSubmit={submit}>
      <h2 className={frame.sectionTitle}>Acts that need a reason</h2>
      <p className={frame.text}>
        Whoever does what is ticked here is asked why first. The reason stands in the audit trail. It is asked
        for whatever the permission allows that changes something.
      </p>
      {!may.allowed && <Why sentence={may.sentence} />}
      <div className={frame.list}>
        {offered.map((permission) => {
          const isAlways = permission === 'pii:reveal';
          return (
            <Checkbox
              key={permission}
              isSelected={isAlways || wanted.includes(permission)}
              isDisabled={isAlways || !may.allowed}
              description={
                <>
                  <code>{permission}</code>
                  {isAlways && ' – always needs a reason.'}
                </>
              }
              onChange={(isWanted) => {
                setChosen(isWanted ? [...wanted, permission] : wanted.filter((one) => one !== permission));
              }}
            >
              {sentences[permission]}
            </Checkbox>
          );
        })}
      </div>
      <h2 className={frame.sectionTitle}>Four eyes</h2>
      <p className={frame.text}>
        Above this number of users, an act on many waits until a second person who may do it to everybody has
        approved what it would come to. Empty: never.
      </p>
      <div className={frame.short}>
        <NumberField
          label="Approval above"
          suffix="users"
          value={limit}
          onChange={setLimit}
          isReadOnly={!may.allowed}
        />
      </div>
      {(isDirty || save.isError) && (
        <section className={frame.foot} aria-label="Unsaved changes">
          {save.isError && <ProblemNotice error={save.error} />}
          {act.fields}
          <div className={frame.buttons}>
            <Button
              isDisabled={save.isPending}
              onPress={() => {
                save.reset();
                setChosen(required);
                setLimit(above);
              }}
            >
              Discard
            </Button>
            <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={!act.isReady}>
              Save changes
            </Button>
          </div>
        </section>
      )}
      <LeaveGuard isDirty={isDirty} />
    </form>
  );
}
