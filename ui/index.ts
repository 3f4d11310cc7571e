// What the pages of designer and workbench build on. Heavy parts (forms, diagrams) are handed out lazily, so that
// nothing of them loads before a page needs it.
export { call, sendBinary, setCsrfToken, urlOf, type CallInput } from './api/client.ts';
export { noteServerTime, serverNow } from './api/clock.ts';
export { ApiProblem, toProblem } from './api/problem.ts';
export { useCall, useRead, useRefresh } from './api/hooks.ts';
export { uploadFiles, type UploadHandle } from './api/upload.ts';
export { usePeopleNames } from './api/people.ts';
export { holdsRole, SessionContext, useSession } from './api/session.tsx';
export { AppearanceProvider, useAppearance } from './theme/appearance.tsx';
export { registerArea, registeredAreas, navigationFor, type Area, type NavigationItem } from './shell/areas.ts';
export { lazyPage } from './shell/lazy-page.tsx';
export { Shell } from './shell/shell.tsx';
export { useCrumbs } from './shell/breadcrumb.tsx';
export { noticeTarget, NoticeRow } from './shell/notices-bell.tsx';
export { ArticleLink, ArticleLinks, OriginTag } from './parts/article-link.tsx';
export { CertificateState, certificateState } from './parts/certificate-state.tsx';
export { saveBlob } from './parts/csv.ts';
export {
  DeadlineDays,
  DeadlineExplain,
  DeadlineExplanation,
  DeadlineLine,
  sourceText,
} from './parts/deadline-explain.tsx';
export { useDebounced } from './parts/debounced.ts';
export { ConditionOutcomes } from './parts/condition-outcomes.tsx';
export { DiscretionAdvice } from './parts/discretion-advice.tsx';
export { FactInput } from './parts/fact-inputs.tsx';
export { FineHistogram, SimilarCases } from './parts/similar-cases.tsx';
export { DocumentList } from './parts/document-list.tsx';
export { EmptyState } from './parts/empty-state.tsx';
export { ErrorSummary, fieldElementId, goToField } from './parts/error-summary.tsx';
export { EvidenceList } from './parts/evidence-list.tsx';
export { FindingList, needsMending } from './parts/finding-list.tsx';
export * from './parts/format.ts';
export { ArticleBody } from './parts/law-text.tsx';
export { LIGHT_OPTIONS, LightBadge } from './parts/light-badge.tsx';
export { Page, PageSkeleton } from './parts/page.tsx';
export { CardList } from './parts/card-list.tsx';
export { ChoiceFilter } from './parts/choice-filter.tsx';
export { PageTable, pageOfRows, type PageColumn } from './parts/page-table.tsx';
export { ProblemView } from './parts/problem-view.tsx';
export { StageBar } from './parts/stage-bar.tsx';
export { useTableState, type TableState } from './parts/table-state.ts';
export { CaseTimeline } from './parts/timeline.tsx';
export * from './parts/words.ts';
export { LazyCaseForm } from './form/lazy.tsx';
export { useFormHandle } from './form/use-form-handle.ts';
export type { CaseFormHandle, CaseFormProps } from './form/case-form.tsx';
export type { FormEnvironment } from './form/form-context.ts';
export {
  dropLocalDraft,
  readLocalDraft,
  saveStateText,
  useAutoSave,
  writeLocalDraft,
  type SaveState,
} from './form/use-auto-save.ts';
export { LazyProcessViewer } from './process-viewer/lazy.tsx';
export type { ElementMark, ProcessViewerProps } from './process-viewer/process-viewer.tsx';
