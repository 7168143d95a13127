import { type TokenInspection, type TokenKind, tokensRows } from '@rollcall/shared/contract/tokens.ts';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { useAsksForReason } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { Inspection } from './inspection.tsx';
import { kindOf } from './kind-of.ts';
import styles from './tokens.module.css';
import { TokenArea } from './token-area.tsx';

/** Reads a token of a user, and shows it beside what the tenant and the Management API say of them. */
export function TokensPage() {
  const may = useMay(tokensRows.inspectToken);
  return (
    <div className={styles.page}>
      <PageTitle>Tokens</PageTitle>
      <PageHeader title="Tokens" />
      {may.allowed ? (
        <Inspector />
      ) : (
        <EmptyState title="You cannot inspect tokens">{may.sentence}</EmptyState>
      )}
    </div>
  );
}

function Inspector() {
  const [token, setToken] = useState('');
  const [chosen, setChosen] = useState<TokenKind>();
  const [reason, setReason] = useState('');
  // In the state of this page alone: no cache and no address holds a token or what it says.
  const [found, setFound] = useState<TokenInspection>();
  const isAsked = useAsksForReason(tokensRows.inspectToken);
  const kind = chosen ?? kindOf(token);
  const inspection = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      const { data } = await call(tokensRows.inspectToken, { body: { kind, token: token.trim() }, reason });
      setFound(data);
    },
  });
  const asksWhy = isAsked || isProblem(inspection.error, 'reason_required');
  const isReady = token.trim() !== '' && !(asksWhy && reason.trim() === '');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || inspection.isPending) return;
    setFound(undefined);
    inspection.mutate();
  };
  const clear = () => {
    setToken('');
    setChosen(undefined);
    setFound(undefined);
    inspection.reset();
  };

  return (
    <>
      <form className={styles.form} aria-label="Inspect a token" autoComplete="off" onSubmit={submit}>
        <TokenArea value={token} onChange={setToken} />
        <RadioGroup
          label="What it is"
          value={kind}
          onChange={setChosen}
          options={[
            {
              id: 'access_token',
              label: 'Access token',
              detail: 'The tenant’s /userinfo says whose it is.',
            },
            {
              id: 'id_token',
              label: 'ID token',
              detail: 'The tenant’s legacy /tokeninfo says whose it is, unless it is switched off.',
            },
          ]}
        />
        {asksWhy && <ReasonField value={reason} onChange={setReason} />}
        <div className={styles.buttons}>
          <Button onPress={clear} isDisabled={token === '' && found === undefined}>
            Clear
          </Button>
          <Button type="submit" variant="primary" isPending={inspection.isPending} isDisabled={!isReady}>
            Inspect
          </Button>
        </div>
      </form>
      {inspection.isError && <ProblemNotice error={inspection.error} />}
      <div aria-live="polite">{found !== undefined && <Inspection found={found} />}</div>
    </>
  );
}
