import { zodResolver } from '@hookform/resolvers/zod';
import { newUsersRows } from '@rollcall/shared/contract/new-users.ts';
import { type BothMetadata, customFieldFaults } from '@rollcall/shared/user/custom-fields.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { Connection } from '@rollcall/shared/user/connection.ts';
import type { NewUser } from '@rollcall/shared/user/user-input.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useAsksForReason } from '../../../api/conditions.ts';
import { customFieldsQuery } from '../../../api/custom-fields.ts';
import { lastListSearch } from '../../../api/last-list-search.ts';
import { isProblem, ProblemError } from '../../../lib/problem-error.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { ReasonField } from '../../../ui/reason-field.tsx';
import { toast } from '../../../ui/toast.tsx';
import { ConnectionSelect } from './connection-select.tsx';
import { CreateCustomFields } from './create-custom-fields.tsx';
import { CreateField } from './create-field.tsx';
import { IdentifierFields } from './create-identifiers.tsx';
import { FirstPassword } from './first-password.tsx';
import styles from './create.module.css';
import { ExistingUserNotice } from './existing-user-notice.tsx';
import { FormSection } from './form-section.tsx';
import { HoldersNotice } from './holders-notice.tsx';
import { emptyNewUser, isInvited, newUserFields, newUserSchema, type NewUserValues } from './new-user.ts';
import { useCreateUser } from './use-create-user.ts';

interface CreateFormProps {
  connections: Connection[];
  chosen: Connection;
  onChoose: (id: string) => void;
}

/** The choice of a connection, and the form that it asks for. What was typed outlives another choice. */
export function CreateForm({ connections, chosen: connection, onChoose }: CreateFormProps) {
  const navigate = useNavigate();
  const form = useForm<NewUserValues, unknown, NewUser>({
    defaultValues: emptyNewUser,
    mode: 'onTouched',
    // An error that appears while a button is being pressed would push it from under the pointer.
    delayError: 400,
    resolver: zodResolver(newUserSchema(connection)),
  });
  const { data: allFields = [] } = useQuery(customFieldsQuery);
  const fields = allFields.filter(({ showOnCreate }) => showOnCreate);
  const [metadata, setMetadata] = useState<BothMetadata>({});
  const [areFieldsJudged, setFieldsJudged] = useState(false);
  const fieldFaults = customFieldFaults(fields, metadata);
  const creation = useCreateUser(() => ({
    ...newUserSchema(connection).parse(form.getValues()),
    ...metadata,
  }));

  const [reason, setReason] = useState('');
  const isAsked = useAsksForReason(newUsersRows.createUser);
  const asksWhy = isAsked || isProblem(creation.error, 'reason_required');
  const isReasonMissing = asksWhy && reason.trim() === '';

  const choose = (id: string) => {
    // What one connection refused says nothing of another.
    if (creation.isError) creation.reset();
    form.clearErrors();
    onChoose(id);
  };

  const create = form.handleSubmit(() => {
    if (isReasonMissing || fieldFaults.length > 0) return;
    creation.mutate(reason, {
      onError: (error) => {
        showFieldProblems(error, form.setError);
      },
      onSuccess: (user) => {
        const params = { userId: user.user_id };
        if (isInvited(form.getValues(), connection)) {
          toast({ text: `${displayName(user)} was created. Give them a way to a password now.` });
          void navigate({ to: '/users/$userId/credentials', params, ignoreBlocker: true });
          return;
        }
        toast({ text: `${displayName(user)} was created.` });
        void navigate({ to: '/users/$userId', params, ignoreBlocker: true });
      },
    });
  });

  const { control } = form;
  return (
    <>
      <FormSection title="Connection" text="Where the user is kept, and how they sign in.">
        <ConnectionSelect connections={connections} chosen={connection} onChoose={choose} />
      </FormSection>
      <form
        className={styles.form}
        aria-label="Create user"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          setFieldsJudged(true);
          void create(event);
        }}
      >
        <FormSection title="Sign-in" text="What the user signs in with.">
          <IdentifierFields connection={connection} control={control} />
          <HoldersNotice connection={connection} control={control} />
          {connection.password_policy !== null && (
            <FirstPassword policy={connection.password_policy} form={form} />
          )}
        </FormSection>
        <FormSection
          title="Profile"
          text="All optional. Auth0 fills in a name and a picture where there is none."
        >
          <CreateField name="name" label="Name" hint="optional" control={control} />
          <CreateField name="nickname" label="Nickname" hint="optional" control={control} />
          <CreateField name="given_name" label="Given name" hint="optional" control={control} />
          <CreateField name="family_name" label="Family name" hint="optional" control={control} />
          <div className={styles.wide}>
            <CreateField
              name="picture"
              label="Picture"
              hint="optional"
              type="url"
              control={control}
              placeholder="https://"
            />
          </div>
        </FormSection>
        <CreateCustomFields
          fields={fields}
          value={metadata}
          faults={areFieldsJudged ? fieldFaults : []}
          onChange={setMetadata}
        />
        {asksWhy && (
          <FormSection title="Reason" text="Why this user is created.">
            <div className={styles.wide}>
              <ReasonField value={reason} onChange={setReason} />
            </div>
          </FormSection>
        )}
        <div className={styles.foot}>
          <Failure error={creation.error} email={form.getValues('email')} onRetry={() => void create()} />
          <div className={styles.buttons}>
            <ButtonLink to="/users" search={lastListSearch()}>
              Cancel
            </ButtonLink>
            <Button
              type="submit"
              variant="primary"
              isPending={creation.isPending}
              isDisabled={isReasonMissing}
            >
              Create user
            </Button>
          </div>
        </div>
        <LeaveGuard
          isDirty={(form.formState.isDirty || Object.keys(metadata).length > 0) && !creation.isSuccess}
        />
      </form>
    </>
  );
}

function Failure({ error, email, onRetry }: { error: Error | null; email: string; onRetry: () => void }) {
  if (error === null) return null;
  if (error instanceof ProblemError && error.problem.code === 'already_exists') {
    return <ExistingUserNotice problem={error.problem} email={email} />;
  }
  return <ProblemNotice error={error} onRetry={onRetry} />;
}

type SetError = (
  field: keyof NewUserValues,
  error: { type: string; message: string },
  options: { shouldFocus: boolean },
) => void;

function showFieldProblems(error: Error, setError: SetError): void {
  const problems = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  problems.forEach(({ field, detail }, index) => {
    const known = newUserFields.find((name) => name === field);
    if (known !== undefined)
      setError(known, { type: 'server', message: detail }, { shouldFocus: index === 0 });
  });
}
