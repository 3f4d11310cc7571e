import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import './base.css';
import { COLORS, themeFor } from './tokens.ts';
import type { Appearance } from './tokens.ts';

dayjs.locale('zh-cn');

/** Asked once: antd would mount the whole page anew when its motion is switched, and what was typed would be lost. */
const LITTLE_MOTION = matchMedia('(prefers-reduced-motion: reduce)').matches;

const STORAGE_KEY = 'quanheng.appearance';
const DEFAULT: Appearance = { mode: 'light', largeText: false };

function readAppearance(): Appearance {
  try {
    return { ...DEFAULT, ...(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<Appearance>) };
  } catch {
    return DEFAULT;
  }
}

interface AppearanceControl {
  appearance: Appearance;
  dark: boolean;
  setAppearance: (change: Partial<Appearance>) => void;
}

const AppearanceContext = createContext<AppearanceControl | null>(null);

/** Light, dark and large text, remembered on this computer. */
export function useAppearance(): AppearanceControl {
  const control = useContext(AppearanceContext);
  if (!control) throw new Error('useAppearance outside of AppearanceProvider');
  return control;
}

function useSystemDark(): boolean {
  const query = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), []);
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const change = () => setDark(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, [query]);
  return dark;
}

/** antd in Chinese with the product's theme; gives pages `App.useApp()` for messages. */
export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [appearance, setState] = useState(readAppearance);
  const systemDark = useSystemDark();
  const dark = appearance.mode === 'dark' || (appearance.mode === 'system' && systemDark);

  useEffect(() => {
    const root = document.documentElement;
    const colors = dark ? COLORS.dark : COLORS.light;
    root.dataset.theme = dark ? 'dark' : 'light';
    root.dataset.motion = LITTLE_MOTION ? 'little' : 'normal';
    root.dataset.text = appearance.largeText ? 'large' : 'normal';
    root.style.setProperty('--qh-page', colors.page);
    root.style.setProperty('--qh-supervision', colors.supervision);
  }, [dark, appearance.largeText]);

  const control = useMemo<AppearanceControl>(
    () => ({
      appearance,
      dark,
      setAppearance: (change) =>
        setState((former) => {
          const next = { ...former, ...change };
          try {
            localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
          } catch {
            // A browser without storage simply forgets the choice.
          }
          return next;
        }),
    }),
    [appearance, dark],
  );
  const config = useMemo(() => themeFor(dark, appearance.largeText, !LITTLE_MOTION), [dark, appearance.largeText]);
  return (
    <AppearanceContext.Provider value={control}>
      <ConfigProvider
        locale={zhCN}
        theme={config}
        form={{ colon: false }}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: LITTLE_MOTION }}
      >
        <AntApp message={{ maxCount: 3 }}>{children}</AntApp>
      </ConfigProvider>
    </AppearanceContext.Provider>
  );
}
