import { Route, Routes } from 'react-router-dom';
import { lazyPage } from '#ui';

/** The pages of the four lists, below `/lists`. */
export function ListRoutes() {
  return (
    <Routes>
      <Route path="import" element={lazyPage(() => import('./import-page.tsx'))} />
      <Route path="statistics" element={lazyPage(() => import('./statistics-page.tsx'))} />
      <Route path="try" element={lazyPage(() => import('./try-page.tsx'))} />
      <Route path="new" element={lazyPage(() => import('./new-item-page.tsx'))} />
      <Route path=":code" element={lazyPage(() => import('./item-page.tsx'))} />
      <Route index element={lazyPage(() => import('./list-page.tsx'))} />
    </Routes>
  );
}
