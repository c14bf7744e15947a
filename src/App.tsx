import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import { AuthProvider } from './components/viewer/AuthProvider';
import { ProtectedRoute } from './components/viewer/ProtectedRoute';
import { AppRouter } from './lib/first-load/AppRouter';
import { AppShell } from './components/layout/AppShell';
import { ErrorBoundary } from './components/ui/ErrorBoundary';
import { ErrorPage } from './components/layout/ErrorPage';
import { Toaster } from './components/ui/Toaster';
import { createQueryClient } from './lib/query-client';
import { lazyNamed } from '@/lib/first-load/lazy-named';

const HomePage = lazyNamed(() => import('./pages/HomePage'), 'HomePage');
const NotFoundPage = lazyNamed(() => import('./pages/NotFoundPage'), 'NotFoundPage');
const BookingDashboard = lazyNamed(() => import('./pages/booking/BookingDashboard'), 'BookingDashboard');
const CheckoutPage = lazyNamed(() => import('./pages/checkout/CheckoutPage'), 'CheckoutPage');
const PaymentsPage = lazyNamed(() => import('./pages/payments/PaymentsPage'), 'PaymentsPage');
const ReceiptPage = lazyNamed(() => import('./pages/receipts/ReceiptPage'), 'ReceiptPage');
const TherapistsPage = lazyNamed(() => import('./pages/therapists/TherapistsPage'), 'TherapistsPage');
const TherapistPage = lazyNamed(() => import('./pages/therapists/TherapistPage'), 'TherapistPage');
const SignInPage = lazyNamed(() => import('./pages/auth/SignInPage'), 'SignInPage');
const SignUpPage = lazyNamed(() => import('./pages/auth/SignUpPage'), 'SignUpPage');
const ResetPasswordPage = lazyNamed(() => import('./pages/auth/ResetPasswordPage'), 'ResetPasswordPage');
const UpdatePasswordPage = lazyNamed(() => import('./pages/auth/UpdatePasswordPage'), 'UpdatePasswordPage');

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
