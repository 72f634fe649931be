"""The page as people open it: from disk, wide and narrow, printed, and without a single request."""

from pathlib import Path

import pytest

from lingcha.report.write import write_report
from tests.report.browser import Browser
from tests.report.small_release import write_small_release

pytestmark = pytest.mark.browser
DESKTOP, PHONE = 1280, 390


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(write_small_release(tmp_path_factory.mktemp("release")))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return Browser(tmp_path_factory.mktemp("browser"))


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_it_is_not_blank(browser: Browser, page: Path, width: int) -> None:
    picture = browser.screenshot(page, width, 1600)
    assert picture.height == 1600 and picture.lines > 400


def test_a_blank_page_would_be_seen_as_blank(browser: Browser, tmp_path: Path) -> None:
    blank = tmp_path / "blank.html"
    blank.write_text("<!doctype html><title>x</title>", encoding="utf-8")
    assert browser.screenshot(blank, PHONE, 1600).lines <= 3


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_page_does_not_overflow_sideways(browser: Browser, page: Path, width: int) -> None:
    opened = page.with_name(f"opened-{width}.html")
    opened.write_text(page.read_text(encoding="utf-8").replace("<details", "<details open"), encoding="utf-8")
    for each in (page, opened):
        assert browser.widths(each, width) == {"scroll": width, "client": width}


def test_an_overflow_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    wide = tmp_path / "wide.html"
    wide.write_text("<!doctype html><body style='margin:0'><div style='width:800px'>x", encoding="utf-8")
    assert browser.widths(wide, PHONE)["scroll"] == 800


def test_nothing_is_requested_but_the_page_itself(browser: Browser, page: Path) -> None:
    assert browser.requests(page) == []


def test_a_request_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    asking = tmp_path / "asking.html"
    asking.write_text("<!doctype html><img src='http://127.0.0.1:9/outside.png'>", encoding="utf-8")
    assert "http://127.0.0.1:9/outside.png" in browser.requests(asking)


def test_printing_opens_the_details(browser: Browser, page: Path) -> None:
    closed = page.with_name("closed.html")
    text = page.read_text(encoding="utf-8")
    closed.write_text(text.replace("details::details-content", "details::x"), encoding="utf-8")
    assert browser.printed_pages(page) > browser.printed_pages(closed) + 3
