import {
  ApartmentOutlined,
  BookOutlined,
  OrderedListOutlined,
  SafetyOutlined,
  SlidersOutlined,
} from '@ant-design/icons';
import { lazyPage, registerArea } from '#ui';

// Announces the designer's pages; nothing of the editors loads before one of them is opened.
registerArea({
  name: 'designer',
  navigation: [
    {
      path: '/designer',
      label: '规程',
      group: '配置',
      icon: <ApartmentOutlined />,
      roles: ['configurer', 'auditor'],
      order: 1,
      help: '办案程序、表单、决策、期限和文书都在规程里。修改先存为草稿，另一名法制人员批准后发布。',
    },
    {
      path: '/rule-packs',
      label: '规则包',
      group: '配置',
      icon: <SlidersOutlined />,
      roles: ['configurer', 'supervisor', 'auditor', 'legal-reviewer'],
      order: 2,
      help: '各部门、各地区不同的期限、闸门和参数。只写与上级不同之处；由另一名法制人员批准后，自施行日期起登记的案件适用。',
    },
    {
      path: '/gates',
      label: '闸门库',
      group: '配置',
      icon: <SafetyOutlined />,
      roles: ['configurer', 'supervisor', 'auditor', 'legal-reviewer'],
      order: 3,
      help: '满足条件才能进入下一步的程序要求。点开可看条件、条文，并用真实案件试查。',
    },
    {
      path: '/laws',
      label: '法规库',
      group: '配置',
      icon: <BookOutlined />,
      order: 4,
      help: '法律、法规、规章及其各个版本。点开可看正文、对比版本、看哪些规则引用了它；导入新版本后会列出受影响的规则和案件。',
    },
    {
      path: '/lists',
      label: '四张清单',
      group: '配置',
      icon: <OrderedListOutlined />,
      order: 3,
      help: '不予、减轻、从轻、从重处罚清单：查找、导入、版本、试算和适用统计。标“待确认”的请以正式文本为准。',
    },
  ],
  routes: [
    { path: 'laws', element: lazyPage(() => import('./laws/library-page.tsx')) },
    { path: 'laws/search', element: lazyPage(() => import('./laws/search-page.tsx')) },
    { path: 'laws/import', element: lazyPage(() => import('./laws/import-page.tsx')) },
    { path: 'laws/import/:importId', element: lazyPage(() => import('./laws/import-page.tsx')) },
    { path: 'laws/:id', element: lazyPage(() => import('./laws/law-page.tsx')) },
    { path: 'laws/:id/impact', element: lazyPage(() => import('./laws/impact-page.tsx')) },
    { path: 'rule-packs', element: lazyPage(() => import('./rule-packs/list-page.tsx')) },
    { path: 'rule-packs/effective', element: lazyPage(() => import('./rule-packs/effective-page.tsx')) },
    { path: 'rule-packs/:pack', element: lazyPage(() => import('./rule-packs/pack-page.tsx')) },
    { path: 'gates', element: lazyPage(() => import('./gates/library-page.tsx')) },
    {
      path: 'lists/*',
      element: lazyPage(async () => ({ default: (await import('./lists/index.tsx')).ListRoutes })),
    },
    {
      path: 'designer/*',
      element: lazyPage(async () => ({ default: (await import('./index.tsx')).DesignerRoutes })),
    },
  ],
});
