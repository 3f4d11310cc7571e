import { theme } from 'antd';
import type { ThemeConfig } from 'antd';

export interface Appearance {
  /** `system` follows the operating system. */
  mode: 'light' | 'dark' | 'system';
  largeText: boolean;
}

export const FONT_FAMILY = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

/** 泉蓝 and 泉青 and the colours of the lights: one place for the whole product. */
export const COLORS = {
  light: {
    primary: '#1B5FAA',
    supervision: '#13A8A8',
    success: '#2E8B57',
    warning: '#D48806',
    danger: '#CF1322',
    page: '#F5F7FA',
    container: '#FFFFFF',
  },
  dark: {
    primary: '#4C93DE',
    supervision: '#2BC4C4',
    success: '#52B27E',
    warning: '#E3A33B',
    danger: '#F0616D',
    page: '#10151B',
    container: '#181F27',
  },
} as const;

/**
 * The antd theme of an appearance. Components take every colour and size from it, so a mode is a set of tokens. Without
 * `motion` nothing waits for a slide or a fade to end: there is none then.
 */
export function themeFor(dark: boolean, largeText: boolean, motion: boolean): ThemeConfig {
  const colors = dark ? COLORS.dark : COLORS.light;
  return {
    cssVar: { key: 'quanheng' },
    hashed: false,
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colors.primary,
      colorInfo: colors.primary,
      colorLink: colors.primary,
      colorSuccess: colors.success,
      colorWarning: colors.warning,
      colorError: colors.danger,
      colorBgLayout: colors.page,
      colorBgContainer: colors.container,
      // antd derives dull tints from these deep colours.
      ...(dark
        ? {}
        : {
            colorPrimaryBg: '#E8F1FB',
            colorPrimaryBgHover: '#D6E6F7',
            colorInfoBg: '#EDF4FC',
            colorInfoBorder: '#B5D2F0',
            colorSuccessBg: '#EDF7F1',
            colorSuccessBorder: '#B4DCC5',
            colorErrorBg: '#FDF0F0',
            colorErrorBorder: '#F3B9BD',
            colorWarningBg: '#FEF8EC',
            colorWarningBorder: '#F2D59B',
          }),
      borderRadius: 6,
      fontFamily: FONT_FAMILY,
      fontSize: largeText ? 17 : 14,
      fontSizeHeading1: largeText ? 29 : 24,
      fontSizeHeading2: largeText ? 24 : 20,
      fontSizeHeading3: largeText ? 20 : 16,
      controlHeight: largeText ? 40 : 32,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
      wireframe: false,
      motion,
    },
    components: {
      Layout: { siderBg: colors.container, headerBg: colors.container, bodyBg: colors.page },
      Menu: { itemBorderRadius: 6, itemMarginInline: 8, activeBarBorderWidth: 0 },
      Table: { headerBg: dark ? '#1E2730' : '#F7F9FC', cellPaddingBlock: 10 },
      Tabs: { horizontalMargin: '0 0 12px 0' },
    },
  };
}
