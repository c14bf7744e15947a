import { useCallback } from 'react';
import { SearchX } from 'lucide-react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useViewerClock } from '@/components/viewer/use-viewer-clock';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { THERAPISTS_PER_PAGE } from '@/data/early-requests';
import { useTherapists } from '@/data/therapists/use-therapists';
import { zoneCity } from '@/domain/time-zone';
import { InSlices } from '@/lib/first-load/InSlices';
import { useNow } from '@/lib/use-now';
import { Pager } from './Pager';
import { TherapistCard, TherapistCardSkeleton } from './TherapistCard';
import { TherapistSearch } from './TherapistSearch';

const GRID = 'grid gap-5 sm:grid-cols-2 lg:grid-cols-3';

/** The list's place in the address: `?q=` and `?page=`, counted from 1. */
interface ListAddress {
  search: string;
  page: number;
}

/** Reads the address; anything malformed counts as the first page of everything. */
function readListAddress(params: URLSearchParams): ListAddress {
  const page = Number(params.get('page'));
  return { search: (params.get('q') ?? '').slice(0, 100), page: Number.isInteger(page) && page > 0 ? page : 1 };
}

/** `?q=…&page=…` without what is default. */
function listHref({ search, page }: ListAddress): string {
  const params = new URLSearchParams();
  if (search !== '') params.set('q', search);
  if (page > 1) params.set('page', String(page));
  const text = params.toString();
  return text === '' ? '/therapists' : `/therapists?${text}`;
}

/** The directory: a search that lives in the address, and the therapists it finds. */
export function TherapistList() {
  const [params] = useSearchParams();
  const address = readListAddress(params);
  const navigate = useNavigate();
  const { zone, format } = useViewerClock();
  const now = useNow();
  const query = useTherapists(address);
  const search = useCallback(
    (text: string) => void navigate(listHref({ search: text, page: 1 }), { replace: true, preventScrollReset: true }),
    [navigate],
  );

  return (
    <div className="grid gap-6">
      <TherapistSearch value={address.search} onSearch={search} />
      {query.isPending ? (
        <CardSkeletons />
      ) : query.isLoadingError ? (
        <ErrorNotice error={query.error} title="The therapists could not be loaded" onRetry={() => void query.refetch()} />
      ) : query.data.therapists.length === 0 ? (
        <NothingFound {...address} />
      ) : (
        <InSlices placeholder={<CardSkeletons />}>
          <p role="status" className="-mb-2 text-sm text-muted">
            {query.data.total === 1 ? '1 therapist' : `${query.data.total} therapists`}
            {address.search && ` for “${address.search}”`}. Times are in {zoneCity(zone)}.
          </p>
          <ul className={GRID} aria-busy={query.isPlaceholderData}>
            {query.data.therapists.map((therapist) => (
              <li key={therapist.id} className={query.isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}>
                <TherapistCard therapist={therapist} zone={zone} format={format} now={now} />
              </li>
            ))}
          </ul>
          <Pager
            page={address.page}
            pages={Math.ceil(query.data.total / THERAPISTS_PER_PAGE)}
            hrefFor={(page) => listHref({ ...address, page })}
          />
        </InSlices>
      )}
    </div>
  );
}

function CardSkeletons() {
  return (
    <div aria-busy="true" className={GRID}>
      <span role="status" className="sr-only">
        Loading therapists
      </span>
      {['one', 'two', 'three', 'four', 'five', 'six'].map((key) => (
        <TherapistCardSkeleton key={key} />
      ))}
    </div>
  );
}

function NothingFound({ search, page }: { search: string; page: number }) {
  return (
    <EmptyState
      icon={<SearchX className="size-5" />}
      title={search === '' ? 'Nobody here yet' : `Nobody found for “${search}”`}
      description={
        search === '' && page === 1 ? 'Therapists appear here once they have set their hours.' : 'Try fewer words, or look at everybody.'
      }
      action={
        (search !== '' || page > 1) && (
          <LinkButton variant="secondary" to="/therapists">
            Show everybody
          </LinkButton>
        )
      }
    />
  );
}
