import { importsRows } from '@rollcall/shared/contract/imports.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { customFieldsQuery } from '../../api/custom-fields.ts';
import { lastListSearch } from '../../api/last-list-search.ts';
import { useMay } from '../../api/me.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CheckStep } from './check-step.tsx';
import { useDraft } from './draft.ts';
import { FileStep } from './file-step.tsx';
import styles from './import.module.css';
import { RunView } from './run-view.tsx';
import { TargetStep } from './target-step.tsx';

const steps = [
  { step: undefined, label: 'File and columns' },
  { step: 'check', label: 'Check' },
  { step: 'target', label: 'Where to' },
  { step: 'run', label: 'Import' },
] as const;
type Step = (typeof steps)[number]['step'];

/** Imports users from a file, in steps that one can go back through. */
export function ImportPage() {
  const may = useMay(importsRows.startImport, ['connection']);
  const { step: asked, id } = useSearch({ from: '/shell/import' });
  const draft = useDraft();
  const isChecked = draft?.checked !== undefined && draft.checked.good.length > 0;
  // An address can be older than the file, which lives as long as the page.
  const step: Step =
    id !== undefined
      ? 'run'
      : draft === undefined
        ? undefined
        : asked === 'target' && !isChecked
          ? 'check'
          : asked;
  return (
    <div className={styles.page}>
      <PageTitle>Import users</PageTitle>
      <PageHeader
        title="Import users"
        back={
          <ButtonLink
            to="/users"
            search={lastListSearch()}
            variant="quiet"
            size="small"
            icon={<ArrowLeft aria-hidden />}
          >
            Users
          </ButtonLink>
        }
      />
      {may.allowed ? (
        <>
          <Steps current={step} isLinked={(to) => isReachable(to, draft !== undefined, isChecked, id)} />
          <Content step={step} id={id} />
        </>
      ) : (
        <EmptyState title="You cannot import users">{may.sentence}</EmptyState>
      )}
    </div>
  );
}

function isReachable(to: Step, hasFile: boolean, isChecked: boolean, id: string | undefined): boolean {
  if (id !== undefined || to === 'run') return false;
  return to === undefined || (to === 'check' ? hasFile : isChecked);
}

function Steps({ current, isLinked }: { current: Step; isLinked: (to: Step) => boolean }) {
  return (
    <nav aria-label="Steps">
      <ol className={styles.steps}>
        {steps.map(({ step, label }, index) => (
          <li key={label} aria-current={step === current ? 'step' : undefined}>
            <span className={styles.number}>{index + 1}</span>
            {step !== current && step !== 'run' && isLinked(step) ? (
              <Link to="/import" search={step === undefined ? {} : { step }}>
                {label}
              </Link>
            ) : (
              label
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Content({ step, id }: { step: Step; id: string | undefined }) {
  const { data: customFields, error, refetch } = useQuery(customFieldsQuery);
  const draft = useDraft();
  if (step === 'run' && id !== undefined) return <RunView id={id} />;
  if (customFields === undefined) {
    return error === null ? (
      <Skeleton width="min(100%, 480px)" height="32px" />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  if (draft !== undefined && step === 'check') return <CheckStep draft={draft} customFields={customFields} />;
  if (draft?.checked !== undefined && step === 'target')
    return <TargetStep draft={draft} rows={draft.checked.good} />;
  return <FileStep customFields={customFields} />;
}
