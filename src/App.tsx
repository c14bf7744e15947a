import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { createBrowserRouter, createRoutesFromElements, Navigate, Route, RouterProvider } from 'react-router-dom';
import { AuthProvider } from '@/components/auth/AuthProvider';
import { ProtectedRoute } from '@/components/auth/ProtectedRoute';
import { AppShell } from '@/components/layout/AppShell';
import { ErrorPage } from '@/components/layout/ErrorPage';
import { Toaster } from '@/components/ui/Toaster';
import { createQueryClient } from '@/lib/query-client';
import { HomePage } from '@/pages/HomePage';
import { NotFoundPage } from '@/pages/NotFoundPage';

const BookingDashboard = lazy(async () => ({
  default: (await import('@/pages/booking/BookingDashboard')).BookingDashboard,
}));
const CheckoutPage = lazy(async () => ({ default: (await import('@/pages/checkout/CheckoutPage')).CheckoutPage }));
const TherapistsPage = lazy(async () => ({
  default: (await import('@/pages/therapists/TherapistsPage')).TherapistsPage,
}));
const TherapistPage = lazy(async () => ({ default: (await import('@/pages/therapists/TherapistPage')).TherapistPage }));
const SignInPage = lazy(async () => ({ default: (await import('@/pages/auth/SignInPage')).SignInPage }));
const SignUpPage = lazy(async () => ({ default: (await import('@/pages/auth/SignUpPage')).SignUpPage }));
const ResetPasswordPage = lazy(async () => ({
  default: (await import('@/pages/auth/ResetPasswordPage')).ResetPasswordPage,
}));
const UpdatePasswordPage = lazy(async () => ({
  default: (await import('@/pages/auth/UpdatePasswordPage')).UpdatePasswordPage,
}));

const routes = createRoutesFromElements(
  <Route element={<AppShell />} errorElement={<ErrorPage />}>
    {/* A page that breaks leaves the header and the navigation standing. */}
    <Route errorElement={<ErrorPage />}>
      <Route path="/" element={<HomePage />} />
      <Route path="/therapists" element={<TherapistsPage />} />
      <Route path="/therapists/:slug" element={<TherapistPage />} />
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="/sign-up" element={<SignUpPage />} />
      <Route path="/reset-password" element={<ResetPasswordPage />} />
      <Route path="/update-password" element={<UpdatePasswordPage />} />
      <Route path="/checkout/:sessionId" element={<ProtectedRoute><CheckoutPage /></ProtectedRoute>} />
      <Route path="/booking" element={<ProtectedRoute><BookingDashboard /></ProtectedRoute>} />
      <Route path="/booking/*" element={<Navigate replace to="/booking" />} />
      <Route path="*" element={<NotFoundPage />} />
    </Route>
  </Route>,
);

/** Providers and routes only. */
export function App() {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(() => createBrowserRouter(routes));
  return (
    // Inline style elements are closed by our Content-Security-Policy; src/index.css does their work.
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <AuthProvider>
          <RouterProvider router={router} />
          <Toaster />
        </AuthProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
