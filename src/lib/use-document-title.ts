import { useEffect } from 'react';

const SITE = 'Peer Care Connect';

/** Names the page in the browser's tab and for screen readers: "title · Peer Care Connect". */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · ${SITE}` : SITE;
  }, [title]);
}
