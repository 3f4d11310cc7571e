import { Alert, App, Button, Skeleton } from 'antd';
import { useParams } from 'react-router-dom';
import { holdsRole, Page, ProblemView, useCall, useCrumbs, useRead, useSession } from '#ui';
import { Workspace } from './workspace.tsx';

/** Opens a procedure: its draft for editing where there is one, else the version in force to look at. */
export default function EditorPage() {
  const { code = '' } = useParams();
  const { message } = App.useApp();
  const session = useSession();
  const procedure = useRead('procedure', { params: { code }, staleTimeMs: 0 });
  const shown = procedure.data?.draft ?? procedure.data?.published ?? null;
  const version = useRead('procedureVersion', {
    params: { code, version: String(shown?.version ?? 0) },
    enabled: shown !== null,
    staleTimeMs: 0,
  });
  const openDraft = useCall('openDraft', ['procedures', 'procedure', 'procedureVersion']);
  useCrumbs([{ title: procedure.data?.name ?? code }]);

  if (procedure.isError) return <ProblemView error={procedure.error} onRetry={() => void procedure.refetch()} />;
  if (version.isError) return <ProblemView error={version.error} onRetry={() => void version.refetch()} />;
  if (!procedure.data || !shown || !version.data || version.data.version.version !== shown.version) {
    return (
      <Page title="规程">
        <Skeleton active paragraph={{ rows: 10 }} />
      </Page>
    );
  }
  const configurer = holdsRole(session, ['configurer']);
  const editable =
    configurer && (version.data.version.status === 'draft' || version.data.version.status === 'returned');
  const startDraft = () => {
    openDraft.mutate(
      { params: { code } },
      {
        onError: (error) => void message.error(error.message),
        onSuccess: () => void message.success('已开新草稿，生效版本不受影响'),
      },
    );
  };
  return (
    <>
      {version.data.version.status === 'returned' ? (
        <Alert type="warning" showIcon message={`已退回：${version.data.version.reviewComment ?? ''}`} />
      ) : null}
      <Workspace
        key={`${code}-${shown.version}-${editable}`}
        code={code}
        procedure={procedure.data}
        loaded={version.data}
        readOnly={!editable}
        extra={
          configurer && !procedure.data.draft ? (
            <Button type="primary" loading={openDraft.isPending} onClick={startDraft}>
              修改
            </Button>
          ) : null
        }
        onChanged={() => {
          void procedure.refetch();
          void version.refetch();
        }}
      />
    </>
  );
}
