"""The tag picker: Enter takes exactly what was typed, the arrows choose instead."""

from __future__ import annotations

from store.model import Tag
from tests.widgets.showing import Stage
from widgets.tag_picker import TagPicker

TAGS = (
    Tag(1, "a", "claims/denied", "#c678dd", "", 12),
    Tag(2, "b", "claims", "#56b6c2"),
    Tag(3, "c", "tone", "no colour"),
)


def picked(stage: Stage) -> list[str]:
    return [message.path for message in stage.of(TagPicker.Picked)]


async def test_enter_takes_exactly_what_was_typed() -> None:
    stage = Stage(TagPicker())
    async with stage.run_test(size=(60, 24)) as pilot:
        stage.query_one(TagPicker).show(TAGS)
        await pilot.press(*"claim")
        assert "make new tag claim" in stage.text()
        await pilot.press("enter")
        assert picked(stage) == ["claim"]


async def test_the_arrows_choose_a_match_and_lead_back() -> None:
    stage = Stage(TagPicker())
    async with stage.run_test(size=(60, 24)) as pilot:
        stage.query_one(TagPicker).show(TAGS)
        await pilot.press(*"deneid", "down", "enter")
        assert picked(stage) == ["claims/denied"]
        await pilot.press("up", "enter")
        assert picked(stage)[-1] == "deneid"


async def test_tab_completes_so_that_a_branch_can_be_added() -> None:
    stage = Stage(TagPicker())
    async with stage.run_test(size=(60, 24)) as pilot:
        stage.query_one(TagPicker).show(TAGS)
        await pilot.press(*"ton", "tab", *"/ hedged ", "enter")
        assert picked(stage) == ["tone/hedged"]


async def test_recent_tags_come_first_and_nothing_typed_is_no_tag() -> None:
    stage = Stage(TagPicker())
    async with stage.run_test(size=(60, 24)) as pilot:
        stage.query_one(TagPicker).show(TAGS, recent=["tone"])
        await pilot.press("enter")
        assert picked(stage) == []
        await pilot.press("down", "enter", "escape")
        assert picked(stage) == ["tone"]
        assert stage.of(TagPicker.Cancelled)
