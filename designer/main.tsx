import { ApartmentOutlined } from '@ant-design/icons';
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
  ],
  routes: [
    {
      path: 'designer/*',
      element: lazyPage(async () => ({ default: (await import('./index.tsx')).DesignerRoutes })),
    },
  ],
});
