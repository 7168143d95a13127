import { auditRows } from '@rollcall/shared/contract/audit.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { EventsView } from './events-view.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { filterOf } from './filter.ts';
import styles from './page.module.css';

/** Everything that was done in Rollcall, by whom, and what was refused. */
export function AuditPage() {
  const search = useSearch({ from: '/shell/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const may = useMay(auditRows.listAuditEvents);
  const mayExport = useMay(auditRows.exportAuditEvents);
  const [isExporting, setExporting] = useState(false);
  return (
    <div className={styles.page}>
      <PageTitle>Audit</PageTitle>
      <div className={styles.head}>
        <PageHeader
          title="Audit"
          actions={
            may.allowed && (
              <>
                <Button
                  icon={<Download aria-hidden />}
                  isDisabled={!mayExport.allowed}
                  onPress={() => setExporting(true)}
                >
                  Export
                </Button>
                {!mayExport.allowed && <WhySign sentence={mayExport.sentence} />}
              </>
            )
          }
        />
      </div>
      {may.allowed ? (
        <EventsView
          search={search}
          onChange={(changes) =>
            void navigate({
              search: (before) => ({ ...before, ...changes }),
              replace: true,
              resetScroll: false,
            })
          }
          onClear={() => void navigate({ search: {} })}
        />
      ) : (
        <EmptyState title="The audit trail cannot be shown">{may.sentence}</EmptyState>
      )}
      {isExporting && <ExportDialog filter={filterOf(search)} onClose={() => setExporting(false)} />}
    </div>
  );
}
