import { DecisionModelError, importedNamespaces, parseWithImports, XmlError } from '#feel';
import {
  DocumentTemplate,
  ProcedureManifest,
  type FormSchema,
  type PackageFile,
  type ProcedureIssue,
} from '#contracts';
import { readModel, type ProcedureModel } from './model.ts';

/** A package read into its parts; what can't be read is in `issues` and absent from the parts. */
export interface ProcedurePackage {
  manifest: ProcedureManifest;
  /** By file name. */
  models: Record<string, ProcedureModel>;
  /** By form id. */
  forms: Record<string, FormSchema>;
  /** File name by form id. */
  formFiles: Record<string, string>;
  /** Ids of the decisions that the package deploys. */
  decisionIds: string[];
  documents: Record<string, DocumentTemplate>;
  issues: ProcedureIssue[];
}

/** The package has no readable `procedure.json`: nothing else can be said about it. */
export class PackageError extends Error {
  readonly issues: ProcedureIssue[];
  constructor(issues: ProcedureIssue[]) {
    super(issues[0]?.message ?? '规程包无法读取');
    this.name = 'PackageError';
    this.issues = issues;
  }
}

const issue = (file: string, rule: string, message: string, remedy?: string): ProcedureIssue => ({
  severity: 'error',
  rule,
  file,
  message,
  basis: [],
  ...(remedy ? { remedy } : {}),
});

const readManifest = (files: readonly PackageFile[]): ProcedureManifest => {
  const file = files.find((candidate) => candidate.path === 'procedure.json');
  if (!file)
    throw new PackageError([
      issue('procedure.json', 'package', '规程包里没有 procedure.json', '请从平台导出的规程包开始修改'),
    ]);
  let json: unknown;
  try {
    json = JSON.parse(file.content);
  } catch (error) {
    throw new PackageError([
      issue(
        'procedure.json',
        'package',
        `procedure.json 不是正确的 JSON：${error instanceof Error ? error.message : ''}`,
        '请检查逗号、引号和括号',
      ),
    ]);
  }
  const parsed = ProcedureManifest.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new PackageError(
    parsed.error.issues
      .slice(0, 20)
      .map((entry) =>
        issue(
          'procedure.json',
          'package',
          `procedure.json 的 ${entry.path.join('.') || '内容'} 不正确：${entry.message}`,
        ),
      ),
  );
};

const describeXmlError = (error: unknown): string =>
  error instanceof XmlError
    ? `第 ${error.line} 行附近不是正确的 XML（${error.message}）`
    : error instanceof Error
      ? error.message
      : String(error);

const readForm = (file: PackageFile, result: ProcedurePackage): void => {
  try {
    const form = JSON.parse(file.content) as FormSchema;
    if (typeof form.id !== 'string' || !Array.isArray(form.components)) throw new Error('缺少 id 或 components');
    if (result.forms[form.id])
      result.issues.push(
        issue(
          file.path,
          'form-id',
          `表单 id “${form.id}”与 ${result.formFiles[form.id] ?? ''} 重复`,
          '请给其中一个表单换一个 id',
        ),
      );
    result.forms[form.id] = form;
    result.formFiles[form.id] = file.path;
  } catch (error) {
    result.issues.push(
      issue(file.path, 'form-syntax', `表单文件无法读取：${error instanceof Error ? error.message : ''}`),
    );
  }
};

/** The decision models of a package by their namespaces; a file that can't be read has none. */
const decisionModels = (files: readonly PackageFile[]): ReadonlyMap<string, string> =>
  new Map(
    files
      .filter(({ path }) => path.endsWith('.dmn'))
      .flatMap(({ content }) => {
        try {
          return [[importedNamespaces(content).namespace, content] as const];
        } catch {
          return [];
        }
      }),
  );

const readDecisions = (file: PackageFile, models: ReadonlyMap<string, string>, result: ProcedurePackage): void => {
  try {
    const { decisions } = parseWithImports(file.content, (namespace) => models.get(namespace));
    result.decisionIds.push(...decisions.keys());
  } catch (error) {
    result.issues.push(explainUnreadable(file, models, error));
  }
};

const explainUnreadable = (file: PackageFile, models: ReadonlyMap<string, string>, error: unknown): ProcedureIssue => {
  const absent =
    error instanceof DecisionModelError
      ? importedNamespaces(file.content).imports.filter((namespace) => !models.has(namespace))
      : [];
  return absent.length > 0
    ? issue(
        file.path,
        'dmn-import',
        `决策表引用的决策模型“${absent.join('”“')}”不在规程包里`,
        '请把被引用的决策文件加入规程包，或者去掉引用',
      )
    : issue(file.path, 'dmn-syntax', `决策表无法读取：${describeXmlError(error)}`);
};

const readFile = (file: PackageFile, models: ReadonlyMap<string, string>, result: ProcedurePackage): void => {
  if (file.path.endsWith('.bpmn')) {
    try {
      result.models[file.path] = readModel(file.content);
    } catch (error) {
      result.issues.push(
        issue(
          file.path,
          'bpmn-syntax',
          `流程图无法读取：${describeXmlError(error)}`,
          '请在流程图编辑器中重新保存，或恢复到上一次保存',
        ),
      );
    }
  } else if (file.path.endsWith('.form')) readForm(file, result);
  else if (file.path.endsWith('.dmn')) readDecisions(file, models, result);
  else if (/^documents\/.*\.json$/.test(file.path)) {
    try {
      result.documents[file.path] = DocumentTemplate.parse(JSON.parse(file.content));
    } catch {
      result.issues.push(issue(file.path, 'document-syntax', '文书模板无法读取：不是正确的模板格式'));
    }
  }
};

/**
 * Reads the files of a procedure package.
 *
 * @throws PackageError when `procedure.json` is missing or wrong; other unreadable files are reported in `issues`
 */
export const readPackage = (files: readonly PackageFile[]): ProcedurePackage => {
  const result: ProcedurePackage = {
    manifest: readManifest(files),
    models: {},
    forms: {},
    formFiles: {},
    decisionIds: [],
    documents: {},
    issues: [],
  };
  const models = decisionModels(files);
  for (const file of files) readFile(file, models, result);
  return result;
};
