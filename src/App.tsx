import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import { AuthProvider } from './components/viewer/AuthProvider';
import { ProtectedRoute } from './components/viewer/ProtectedRoute';
import { AppRouter } from './lib/first-load/AppRouter';
import { AppShell } from './components/layout/AppShell';
import { ErrorBoundary } from './components/ui/ErrorBoundary';
import { ErrorPage } from './components/layout/ErrorPage';
import { Toaster } from './components/ui/Toaster';
import { createQueryClient } from './lib/query-client';

const HomePage = lazy(async () => ({ default: (await import('./pages/HomePage')).HomePage }));
const NotFoundPage = lazy(async () => ({ default: (await import('./pages/NotFoundPage')).NotFoundPage }));
const BookingDashboard = lazy(async () => ({
  default: (await import('./pages/booking/BookingDashboard')).BookingDashboard,
}));
const CheckoutPage = lazy(async () => ({ default: (await import('./pages/checkout/CheckoutPage')).CheckoutPage }));
const PaymentsPage = lazy(async () => ({ default: (await import('./pages/payments/PaymentsPage')).PaymentsPage }));
const ReceiptPage = lazy(async () => ({ default: (await import('./pages/receipts/ReceiptPage')).ReceiptPage }));
const TherapistsPage = lazy(async () => ({
  default: (await import('./pages/therapists/TherapistsPage')).TherapistsPage,
}));
const TherapistPage = lazy(async () => ({ default: (await import('./pages/therapists/TherapistPage')).TherapistPage }));
const SignInPage = lazy(async () => ({ default: (await import('./pages/auth/SignInPage')).SignInPage }));
const SignUpPage = lazy(async () => ({ default: (await import('./pages/auth/SignUpPage')).SignUpPage }));
const ResetPasswordPage = lazy(async () => ({
  default: (await import('./pages/auth/ResetPasswordPage')).ResetPasswordPage,
}));
const UpdatePasswordPage = lazy(async () => ({
  default: (await import('./pages/auth/UpdatePasswordPage')).UpdatePasswordPage,
}));

/** Providers and routes only. */
export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <ErrorBoundary fallback={(error) => <ErrorPage error={error} />}>
      {/* Inline style elements are closed by our Content-Security-Policy; src/index.css does their work. */}
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <AuthProvider>
            <AppRouter>
              <Routes>
                <Route element={<AppShell />}>
                  <Route path="/" element={<HomePage />} />
                  <Route path="/therapists" element={<TherapistsPage />} />
                  <Route path="/therapists/:slug" element={<TherapistPage />} />
                  <Route path="/sign-in" element={<SignInPage />} />
                  <Route path="/sign-up" element={<SignUpPage />} />
                  <Route path="/reset-password" element={<ResetPasswordPage />} />
                  <Route path="/update-password" element={<UpdatePasswordPage />} />
                  <Route
                    path="/checkout/:sessionId"
                    element={
                      <ProtectedRoute>
                        <CheckoutPage />
                      </ProtectedRoute>
                    }
                  />
                  <Route
                    path="/booking"
                    element={
                      <ProtectedRoute>
                        <BookingDashboard />
                      </ProtectedRoute>
                    }
                  />
                  <Route
                    path="/payments"
                    element={
                      <ProtectedRoute>
                        <PaymentsPage />
                      </ProtectedRoute>
                    }
                  />
                  <Route
                    path="/receipts/:paymentId"
                    element={
                      <ProtectedRoute>
                        <ReceiptPage />
                      </ProtectedRoute>
                    }
                  />
                  <Route path="*" element={<NotFoundPage />} />
                </Route>
              </Routes>
            </AppRouter>
            <Toaster />
          </AuthProvider>
        </QueryClientProvider>
      </CSPProvider>
    </ErrorBoundary>
  );
}
