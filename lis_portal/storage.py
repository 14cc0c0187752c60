"""Static files under names that change with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """… in the imports of our scripts as well."""

    support_js_module_import_aggregation = True
