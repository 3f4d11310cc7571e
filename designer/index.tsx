import { Route, Routes } from 'react-router-dom';
import { lazyPage } from '#ui';

/** The pages of the designer, below `/designer`. */
export function DesignerRoutes() {
  return (
    <Routes>
      <Route path=":code" element={lazyPage(() => import('./editor/editor-page.tsx'))} />
      <Route index element={lazyPage(() => import('./pages/procedure-list.tsx'))} />
    </Routes>
  );
}
