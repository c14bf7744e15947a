export type AppErrorKind = 'refusal' | 'network' | 'auth' | 'permission' | 'unexpected';

interface AppErrorInit {
  kind: AppErrorKind;
  /** Stable name for programs: a refusal code of the contract (`SLOT_TAKEN`), or one of `lib/errors.ts`. */
  code: string;
  /** A whole sentence for people. */
  message: string;
  status?: number | undefined;
  details?: Record<string, unknown> | undefined;
  cause?: unknown;
}

/** Every failure the app knows, in one shape. Made by `toAppError`; screens switch on `kind` and `code` only. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: AppErrorKind;
  readonly code: string;
  readonly status: number | undefined;
  readonly details: Record<string, unknown>;

  constructor(init: AppErrorInit) {
    super(init.message, { cause: init.cause });
    this.kind = init.kind;
    this.code = init.code;
    this.status = init.status;
    this.details = init.details ?? {};
  }
}
