"""How CSS and JavaScript are served in production: under names that change with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also what one script imports from another has its hashed name, or a phone could mix two versions of them."""

    support_js_module_import_aggregation = True
