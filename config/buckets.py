"""How a bucket is spoken to, whoever made it."""

from __future__ import annotations

from typing import Any


def bucket_options(*, bucket: str, endpoint: str, region: str, access_key: str, secret_key: str) -> dict[str, Any]:
    """The options of `storages.backends.s3.S3Storage`: nothing public, nothing overwritten.

    Checksums only where the protocol demands them: not every store that speaks S3 knows Amazon's newest.
    """
    from botocore.config import Config  # only who has a bucket pays for loading it

    return {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": region or None,
        "access_key": access_key,
        "secret_key": secret_key,
        "default_acl": None,
        "file_overwrite": False,
        "client_config": Config(
            s3={"addressing_style": "path"},
            signature_version="s3v4",
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }
