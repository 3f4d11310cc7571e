import type { CaseDetail } from '#contracts';
import type { ApiSession } from '#seed';
import type { TestPlatform } from '../support/platform.ts';
import { eventually, startPlatform } from '../support/platform.ts';

// Every other package of templates/ is published and run from its start to the end through the API.

interface Facts {
  today: string;
  handlers: string[];
  evidenceIds: string[];
}
type Data = Record<string, unknown> | ((facts: Facts) => Record<string, unknown>);

interface Course {
  title: string;
  code: string;
  /** Two people of one organ who do all steps. */
  accounts: [string, string];
  steps: [elementId: string, data: Data][];
  /** Code and number of each document, in order; `N` stands for the year. */
  documents: string[];
  /** Types of the events of the case, in order. */
  events: string[];
  status?: CaseDetail['status'];
}

const SUPERVISORS: [string, string] = ['jiandu1', 'jiandu2'];
const USCC = '91370102MA3TEDT05W';

const supervision: [string, Data][] = [
  [
    'Start',
    ({ today, handlers }) => ({
      clueSource: 'complaint',
      leadReceivedOn: today,
      leadContent: '投诉反映检查时没有出示执法证件，也没有制作笔录。',
      caseTitle: '历下区市场监管局涉嫌检查程序不规范案',
      handlers,
      partyName: '济南市历下区市场监督管理局',
    }),
  ],
  ['Task_Screen', { screenDecision: 'file', screenOpinion: '属于监督范围，有初步线索，建议立案。' }],
  [
    'Task_Reply',
    ({ today, evidenceIds }) => ({
      replyReceivedOn: today,
      replySummary: '被监督机关承认当天没有制作笔录。',
      replyFiles: evidenceIds,
    }),
  ],
  [
    'Task_Investigate',
    ({ evidenceIds }) => ({
      supervisorCertificateShown: true,
      investigationMethods: ['files', 'ask'],
      investigationFindings: '调阅案卷并询问执法人员，查明检查时没有出示证件、没有制作笔录。',
      investigationEvidence: evidenceIds,
    }),
  ],
];
const OPINION: [string, Data] = [
  'Task_Conclude',
  {
    conclusion: 'opinion',
    conclusionFacts: '检查程序违反行政处罚法第五十五条。',
    conclusionDemand: '三十日内改正检查程序，并对人员进行培训。',
  },
];

/** The four procedures that run straight through three steps to one document. */
const straight = (code: string, title: string, start: Data, steps: Data[], word: string, events: string[]): Course => ({
  title,
  code,
  accounts: SUPERVISORS,
  steps: [
    [
      'Start',
      (facts) => ({
        caseTitle: title,
        leadContent: '事项的来源和基本情况如下，需要办理。',
        handlers: facts.handlers,
        partyName: '济南市历下区市场监督管理局',
        ...(typeof start === 'function' ? start(facts) : start),
      }),
    ],
    ...steps.map((data, index): [string, Data] => [`Task_${index + 1}`, data]),
  ],
  documents: [`result 济司${word}〔N〕1号`],
  events,
});

const COURSES: Course[] = [
  {
    title: '简易程序：当场处罚、交付、备案',
    code: 'penalty-summary',
    accounts: ['zhifa1', 'zhifa2'],
    steps: [
      [
        'Start',
        ({ today, handlers }) => ({
          leadPlace: '济南市历下区解放路 1 号',
          leadReceivedOn: today,
          leadContent: '营业执照没有置于经营场所醒目位置。',
          handlers,
          caseTitle: '济南文东文具店未亮照经营案',
          partyKind: 'individual-business',
          partyName: '济南文东文具店',
          partyUscc: '92370103MA3DEM0275',
        }),
      ],
      [
        'Task_OnSpot',
        ({ evidenceIds }) => ({
          onSpotCertificateShown: true,
          onSpotRights: true,
          statementContent: '没有意见。',
          onSpotEvidence: evidenceIds,
        }),
      ],
      [
        'Task_Decide',
        {
          penaltyKinds: 'fine',
          decidedFineYuan: '200.00',
          decisionBasis: '《市场主体登记管理条例》第四十八条',
          remedyText: '可以自收到本决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
        },
      ],
      ['Task_File', ({ today }) => ({ filedOn: today, filingNote: '已备案。' })],
    ],
    documents: ['on-spot-decision 济历市监当罚〔N〕1号'],
    events: ['lead.registered', 'decision.made', 'decision.served', 'closing.condition-met', 'case.closed'],
  },
  {
    title: '监督案件：调查后终止',
    code: 'supervision-case',
    accounts: SUPERVISORS,
    steps: [
      ...supervision,
      ['Task_Conclude', { conclusion: 'terminate', conclusionFacts: '投诉事项经查不属实，程序合法。' }],
    ],
    documents: ['supervision-notice 济司监通〔N〕1号'],
    events: ['lead.registered', 'case.filed', 'supervision.explained', 'investigation.closed', 'case.closed'],
  },
  {
    title: '监督案件：监督意见书，已经纠正',
    code: 'supervision-case',
    accounts: SUPERVISORS,
    steps: [
      ...supervision,
      OPINION,
      ['Task_Rectify', { rectified: 'yes', rectifyReport: '已经改正，并组织了两次培训。' }],
    ],
    documents: ['supervision-notice 济司监通〔N〕2号', 'supervision-opinion 济司监意〔N〕1号'],
    events: [
      'lead.registered',
      'case.filed',
      'supervision.explained',
      'investigation.closed',
      'opinion.issued',
      'opinion.answered',
      'case.closed',
    ],
  },
  {
    title: '监督案件：没有纠正，作出监督决定',
    code: 'supervision-case',
    accounts: SUPERVISORS,
    steps: [
      ...supervision,
      OPINION,
      ['Task_Rectify', { rectified: 'no', rectifyReport: '只提交了计划，没有实际改正。' }],
      ['Task_Execute', { decisionKind: 'correct', executionReport: '已按监督决定限期改正，材料齐全。' }],
    ],
    documents: [
      'supervision-notice 济司监通〔N〕3号',
      'supervision-opinion 济司监意〔N〕2号',
      'supervision-decision 济司监决〔N〕1号',
    ],
    events: [
      'lead.registered',
      'case.filed',
      'supervision.explained',
      'investigation.closed',
      'opinion.issued',
      'opinion.answered',
      'case.closed',
    ],
  },
  {
    title: '监督案件：线索不属于监督范围',
    code: 'supervision-case',
    accounts: SUPERVISORS,
    steps: [
      ...supervision.slice(0, 1),
      ['Task_Screen', { screenDecision: 'out-of-scope', screenOpinion: '反映的是民事纠纷。' }],
    ],
    documents: [],
    events: ['lead.registered', 'case.not-filed'],
  },
  straight(
    'evidence-gathering',
    '协助调查取证事项',
    {},
    [
      ({ today, evidenceIds }) => ({
        collectedOn: today,
        collectPlace: '济南市历下区解放路 1 号',
        collectCertificateShown: true,
        collectRecord: '两名人员出示证件后复制了进货台账。',
        collectFiles: evidenceIds,
      }),
      { verifyResult: 'same', verifyNote: '与原件一致。' },
      { handoverTo: '市市场监督管理局稽查处 王某', handoverNote: '进货台账复印件一份。' },
    ],
    '证移',
    ['lead.registered', 'inspection.done', 'investigation.closed', 'case.closed'],
  ),
  straight(
    'adjudication',
    '两机关管辖争议',
    { partyUscc: USCC },
    [
      { partiesHeard: '双方都认为应由对方管辖。', legalGrounds: '《行政处罚法》第二十五条' },
      { judgement: 'designate', judgementReason: '由最先立案的机关管辖更有利于查清事实。' },
      ({ today }) => ({ servedOn: today, executionNote: '双方已按决定移送案件。' }),
    ],
    '裁',
    ['lead.registered', 'interview.done', 'decision.made', 'case.closed'],
  ),
  straight(
    'coordination',
    '夜市综合治理联动',
    { coordinationParties: '市场监管、城管执法、公安' },
    [
      ({ today }) => ({ discussedOn: today, discussionResult: '市场监管查食品，城管管占道，公安维护秩序。' }),
      ({ evidenceIds }) => ({ actionResult: '联合检查三次，整改二十户。', actionFiles: evidenceIds }),
      { feedback: '群众反映明显好转。' },
    ],
    '联',
    ['lead.registered', 'deliberation.done', 'performance.done', 'case.closed'],
  ),
  straight(
    'officer-conduct',
    '检查时态度生硬',
    { conductKind: 'rude' },
    [
      { personStatement: '当时语气急躁，愿意道歉。', verifiedFacts: '执法记录仪显示用语不文明。' },
      { conductMeasure: 'admonish', conductReason: '首次发生，已经道歉。' },
      { closeNote: '处理材料已归档。' },
    ],
    '行处',
    ['lead.registered', 'investigation.closed', 'decision.made', 'case.closed'],
  ),
];

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform({ packages: [...new Set(COURSES.map(({ code }) => code))] });
}, 120_000);
afterAll(() => platform.stop(), 30_000);

const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function upload(session: ApiSession, caseId: string): Promise<string> {
  const form = new FormData();
  form.append('kind', '书证');
  form.append('file', new Blob([PHOTO], { type: 'image/png' }), '台账.png');
  return ((await session.send(`/api/cases/${caseId}/evidence`, form)) as { id: string }).id;
}

test.each(COURSES)(
  '$title',
  async ({ code, accounts, steps, documents, events }) => {
    const [first, second] = accounts;
    const session = await platform.runner.as(first);
    const facts: Facts = {
      today: platform.runner.today(),
      handlers: [await platform.runner.userId(first), await platform.runner.userId(second)],
      evidenceIds: [],
    };
    const dataOf = (data: Data) => (typeof data === 'function' ? data(facts) : data);
    const [start, ...tasks] = steps;
    if (!start) throw new Error('no first step');
    const { id } = await session.call('registerCase', { body: { procedureCode: code, data: dataOf(start[1]) } });
    facts.evidenceIds.push(await upload(session, id));
    const done = new Set<string>();
    for (const [elementId, data] of tasks) {
      const key = await eventually(`task ${elementId}`, async () => {
        const detail = await session.call('case', { params: { id } });
        expect(detail.incidents).toEqual([]);
        const open = detail.openTasks.filter((task) => !done.has(task.key));
        if (open.length > 0) expect(open.map((task) => task.elementId)).toEqual([elementId]);
        return open[0]?.key;
      });
      await session.call('completeTask', { params: { key }, body: { data: dataOf(data) } });
      done.add(key);
    }
    const closed = await eventually('the case is closed', async () => {
      const detail = await session.call('case', { params: { id } });
      expect(detail.incidents).toEqual([]);
      return detail.status === 'closed' && detail;
    });
    expect(closed.events.map((event) => event.type)).toEqual(events);
    const year = facts.today.slice(0, 4);
    const made = closed.documents.map((document) => `${document.code} ${document.number}`).sort();
    expect(made).toEqual(documents.map((document) => document.replace('N', year)).sort());
    for (const document of closed.documents)
      for (const [format, start] of [
        ['docx', 'PK'],
        ['pdf', '%PDF-'],
      ] as const) {
        const file = await session.download(`/api/documents/${document.id}/file?format=${format}`);
        expect(file.subarray(0, start.length).toString('latin1')).toBe(start);
      }
    expect(closed.deadlines.filter((deadline) => deadline.state === 'running').map((one) => one.code)).toEqual([]);
  },
  60_000,
);
