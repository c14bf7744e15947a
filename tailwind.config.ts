import type { Config } from 'tailwindcss';

/**
 * Semantic names over the CSS variables of `src/index.css`. Components use these names only,
 * so light and dark, and any later change of colour, live in one place.
 */
export default {
  content: ['./index.html', './src/**/*.{ts,tsx}'],
  theme: {
    extend: {
      colors: {
        bg: 'var(--pcc-bg)',
        surface: 'var(--pcc-surface)',
        sunken: 'var(--pcc-sunken)',
        ink: 'var(--pcc-ink)',
        muted: 'var(--pcc-muted)',
        line: { DEFAULT: 'var(--pcc-line)', strong: 'var(--pcc-line-strong)' },
        accent: {
          DEFAULT: 'var(--pcc-accent)',
          hover: 'var(--pcc-accent-hover)',
          ink: 'var(--pcc-accent-ink)',
          soft: 'var(--pcc-accent-soft)',
          line: 'var(--pcc-accent-line)',
        },
        warn: { DEFAULT: 'var(--pcc-warn)', soft: 'var(--pcc-warn-soft)' },
        bad: { DEFAULT: 'var(--pcc-bad)', soft: 'var(--pcc-bad-soft)' },
        info: { DEFAULT: 'var(--pcc-info)', soft: 'var(--pcc-info-soft)' },
        done: { DEFAULT: 'var(--pcc-done)', soft: 'var(--pcc-done-soft)' },
      },
      fontFamily: {
        // Optical size 40 keeps the display cut at every size we use; lining figures sit level in prices and dates.
        serif: [
          '"Fraunces Variable", "Fraunces Fallback", Georgia, serif',
          { fontVariationSettings: '"opsz" 40', fontFeatureSettings: '"lnum" 1' },
        ],
        sans: ['"Figtree Variable", "Figtree Fallback", system-ui, sans-serif', { fontFeatureSettings: '"tnum" 1' }],
      },
      fontSize: {
        // Nothing is set smaller than 12.5 px.
        xs: ['0.78125rem', { lineHeight: '1.125rem' }],
        sm: ['0.875rem', { lineHeight: '1.3125rem' }],
        base: ['1rem', { lineHeight: '1.5rem' }],
        heading: ['1.375rem', { lineHeight: '1.75rem' }],
        title: ['clamp(1.6875rem, 1.32rem + 1.5vw, 2.125rem)', { lineHeight: '1.18' }],
      },
      // The weight of everything set in Fraunces.
      fontWeight: { display: '520' },
      borderRadius: { card: '14px', field: '11px', small: '9px' },
      boxShadow: {
        card: '0 1px 2px var(--pcc-shade-near), 0 10px 28px -16px var(--pcc-shade-far)',
        raised: '0 2px 6px var(--pcc-shade-near), 0 22px 48px -20px var(--pcc-shade-far)',
      },
      maxWidth: { content: '1120px' },
      minHeight: { touch: '44px' },
      minWidth: { touch: '44px' },
      transitionDuration: { DEFAULT: '140ms' },
      transitionTimingFunction: { DEFAULT: 'cubic-bezier(0.2, 0, 0, 1)' },
    },
  },
} satisfies Config;
