"""What the renderer may open: the four font files, by names of our own; every other address is refused."""

from weasyprint.urls import URLFetcher, URLFetcherResponse

from . import fonts


class PackagedFilesOnly(URLFetcher):
    """A fetcher that knows no protocol: it looks the address up in a short list of files."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        path = fonts.files().get(url)
        if path is None:
            raise ValueError(f"refused address: {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
