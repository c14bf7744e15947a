import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { chooseZone, useChosenZone } from './chosen-zone';

beforeEach(() => sessionStorage.clear());

it('the chosen zone is the same in the whole tab, and can be taken back', () => {
  const calendar = renderHook(() => useChosenZone());
  const dashboard = renderHook(() => useChosenZone());
  expect(calendar.result.current).toBeNull();
  act(() => chooseZone('Asia/Tokyo'));
  expect([calendar.result.current, dashboard.result.current]).toEqual(['Asia/Tokyo', 'Asia/Tokyo']);
  act(() => chooseZone(null));
  expect(dashboard.result.current).toBeNull();
});

it('a stored value that is not a zone counts as none', () => {
  sessionStorage.setItem('pcc.zone', 'Mars/Olympus');
  expect(renderHook(() => useChosenZone()).result.current).toBeNull();
});

it('without storage the chosen zone lasts as long as the page', () => {
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
