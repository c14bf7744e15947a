import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { chooseZone, useChosenZone } from './chosen-zone';

beforeEach(() => sessionStorage.clear());

it('is one choice for the whole tab, and can be taken back', () => {
  const calendar = renderHook(() => useChosenZone());
  const dashboard = renderHook(() => useChosenZone());
  expect(calendar.result.current).toBeNull();
  act(() => chooseZone('Asia/Tokyo'));
  expect([calendar.result.current, dashboard.result.current]).toEqual(['Asia/Tokyo', 'Asia/Tokyo']);
  act(() => chooseZone(null));
  expect(dashboard.result.current).toBeNull();
});

it('is no zone when somebody put nonsense there', () => {
  sessionStorage.setItem('pcc.zone', 'Mars/Olympus');
  expect(renderHook(() => useChosenZone()).result.current).toBeNull();
});

it('lasts as long as the page where storage is forbidden', () => {
  const refused = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('forbidden');
  });
  const { result } = renderHook(() => useChosenZone());
  act(() => chooseZone('Asia/Tokyo'));
  expect(result.current).toBe('Asia/Tokyo');
  refused.mockRestore();
  act(() => chooseZone(null));
  expect(result.current).toBeNull();
});
