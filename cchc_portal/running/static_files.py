"""Static files under names that tell their content, so that a browser never mixes the scripts of two releases."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedFiles(ManifestStaticFilesStorage):
    """Hash the names in style sheets, and those that the portal's own modules import one another by."""

    support_js_module_import_aggregation = True
    # Packages' modules import by names that only a bundler knows: Django would stop at the first of them.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        ManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # type: ignore[attr-defined]
    )
