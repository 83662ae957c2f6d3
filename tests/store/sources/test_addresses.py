"""Web addresses lose their secrets and nothing else."""

import pytest

from store.sources.addresses import without_secrets


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://news.example/a?id=7#top", "https://news.example/a?id=7#top"),
        ("https://ann:pw@news.example:8080/a", "https://news.example:8080/a"),
        ("https://news.example/a?access_token=x&page=2&api_key=y", "https://news.example/a?page=2"),
        ("HTTPS://news.example/?X-Amz-Signature=abc", "https://news.example/"),
        ("notes@home.txt", "notes@home.txt"),
        ("/home/ann/page.txt?token=1", "/home/ann/page.txt?token=1"),
    ],
)
def test_secrets_go(address: str, kept: str) -> None:
    assert without_secrets(address) == kept


def test_an_address_that_cannot_be_parsed_keeps_no_secret() -> None:
    assert "pw" not in without_secrets("https://ann:pw@[broken/a?token=1")
