"""The tricky cases of must and should lists (section 11 of the notes on report formats)."""

from __future__ import annotations

import pytest

from tests.kernel.reports.examples import HEAD, found, read_text

MUST = "Areas for improvement\n\nAction the provider MUST take to improve\n\n"
SHOULD = "Action the provider SHOULD take to improve\n\n"


def test_a_plain_list() -> None:
    report = read_text(
        MUST + "• The trust must ensure that alarms work. (Regulation 12)\n• The trust must "
        "train staff.\n\n" + SHOULD + "• The trust should review its menus.\n"
    )
    assert found(report, "must") == [
        "The trust must ensure that alarms work. (Regulation 12).",
        "The trust must train staff.",
    ]
    assert found(report, "should") == ["The trust should review its menus."]
    assert report.unread == ()


@pytest.mark.parametrize(
    "prose",
    [
        "We told the trust it was required to act. Staff said the trust can and must do more.",
        "All premises used by the service provider must be clean and secure.",
        "Staff should receive supervision six times each year, the policy said.",
        "We recommended to NHS Improvement that the trust should be in special measures.",
        (
            "Action the trust MUST take is necessary to comply with its legal obligations. Action a trust SHOULD "
            "take is because "
            "it was not doing something required by a regulation but it would be disproportionate to find a breach "
            "of the "
            "regulation overall, to prevent it failing to comply with legal requirements in future, or to improve "
            "services."
        ),
    ],
)
def test_must_and_should_in_prose_are_no_actions(prose: str) -> None:
    assert found(read_text(f"Overall summary\n\n{prose}\n")) == []


def test_definitions_inside_a_list_are_no_items() -> None:
    definition = (
        "Action the trust MUST take is necessary to comply with its legal obligations. Action a trust SHOULD "
        "take is because "
        "it was not doing something required by a regulation but it would be disproportionate to find a breach.\n\n"
    )
    counted = (
        "We told the trust that it must take action to bring services into line with 2 legal requirements. "
        "This action "
        "related to 1 service.\n\n"
    )
    report = read_text(
        f"Areas for improvement\n\n{definition}Action the trust MUST take to improve\n\n{counted}"
        "• The trust must mend the door. (Regulation 15)\n"
    )
    assert found(report) == ["The trust must mend the door. (Regulation 15)."]
    assert report.unread == ()


@pytest.mark.parametrize(
    "stem",
    [
        "At our last inspection we told the trust that they must:",
        "After our inspection in 2015 we told the trust that it must:",
        "In 2016 we told the provider that they must:",
    ],
)
def test_musts_of_an_earlier_inspection_are_not_new(stem: str) -> None:
    report = read_text(
        f"Overall summary\n\n{stem}\n\n• ensure that doors lock (Regulation 15)\n• train staff (Regulation 18)\n"
    )
    assert found(report) == []
    assert any("earlier inspection" in note for note in report.notes)


def test_stem_and_bullets_become_sentences() -> None:
    report = read_text(
        "Overall summary\n\nFollowing this inspection we told the trust that they must:\n\n"
        "• ensure patients have access to a garden (Regulation 9) and\n• ensure that training is provided "
        "(Regulation 18).\n"
    )
    assert found(report, "must") == [
        "The trust must ensure patients have access to a garden (Regulation 9).",
        "The trust must ensure that training is provided (Regulation 18).",
    ]
    assert report.findings[0].quote == "ensure patients have access to a garden (Regulation 9) and"


def test_an_item_is_a_bullet_not_a_sentence() -> None:
    item = (
        "The provider must ensure that care is planned. The provider must ensure that people are heard. "
        "Patients must be "
        "treated with dignity and respect. Regulation 10 Safe care and treatment."
    )
    report = read_text(
        MUST + f"• {item}\n• The provider must mend the roof. Regulation 15(1)(c) and (e) Premises and Equipment\n"
    )
    assert len(found(report, "must")) == 2
    (regulation,) = report.findings[0].regulations
    assert (regulation.number, regulation.title, regulation.printed_title) == (
        "10",
        "Dignity and respect",
        "Safe care and treatment",
    )


@pytest.mark.parametrize("actor", ["provider", "trust", "service", "hospital", "registered person", "practice"])
def test_every_actor(actor: str) -> None:
    report = read_text(
        f"Action the {actor} MUST take to improve\n\n• The {actor} must mend the door.\n• Equipment must be checked.\n"
    )
    assert found(report, "must") == [f"The {actor} must mend the door.", "Equipment must be checked."]


def test_an_order_without_an_actor_gets_the_headings_actor() -> None:
    report = read_text("Action the service MUST take to improve\n\n• Ensure that alarms work (Regulation 12).\n")
    assert found(report, "must") == ["The service must ensure that alarms work (Regulation 12)."]


@pytest.mark.parametrize("glyph", ["•", "-", "–", "o", "", "*", "➢", "»", "▪"])
def test_bullet_glyphs(glyph: str) -> None:
    report = read_text(
        MUST + f"{glyph} The trust must ensure that all wards have\nalarms.\n{glyph} The trust must train staff.\n"
    )
    assert found(report, "must") == [
        ("The trust must ensure that all wards have alarms."),
        "The trust must train staff.",
    ]


def test_lone_glyphs_belong_to_the_text_below() -> None:
    report = read_text(
        MUST + "-\nThe trust must ensure that all wards have\nalarms (Regulation 12)\n-\nThe trust must train staff.\n"
    )
    assert len(found(report, "must")) == 2


def test_a_column_of_glyphs_before_its_texts() -> None:
    report = read_text(
        SHOULD + "•\n•\n•\nThe trust should review menus.\nThe trust should mend the path.\nThe "
        "trust should buy books.\n"
    )
    assert found(report, "should") == [
        "The trust should review menus.",
        "The trust should mend the path.",
        "The trust should buy books.",
    ]


def test_numbers_and_letters_as_bullets() -> None:
    report = read_text(
        "Action the trust MUST take to improve\n\nThe trust must:\n\n(a) train staff;\n(b) mend "
        "doors; and\n(c) not admit more people.\n"
    )
    assert found(report, "must") == [
        "The trust must train staff.",
        "The trust must mend doors.",
        "The trust must not admit more people.",
    ]


def test_groups_by_service_and_trust_wide() -> None:
    report = read_text(
        "Action the trust MUST take to improve\n\nTrust-wide\n\n• The trust must ensure that risks are known. "
        "(Regulation 17)\n\n"
        "Forensic inpatient / secure wards\n\n• The trust must ensure that staff are supervised. (Regulation 18)\n\n"
        "Wards for older people with mental health problems\n\n• The trust must ensure that staff are "
        "supervised. (Regulation 18)\n"
    )
    places = [(f.trust_wide, f.service) for f in report.findings]
    assert places == [
        (True, None),
        (False, "Forensic inpatient / secure wards"),
        (False, "Wards for older people with mental health problems"),
    ]


def test_the_same_must_of_one_service_counts_once() -> None:
    item = "• The trust must ensure that staff are supervised. (Regulation 18)\n\n"
    report = read_text(
        "Action the trust MUST take to improve\n\n" + item + "Our inspection team\n\nA team came.\n\n"
        "Action the trust MUST take to improve\n\n" + item
    )
    assert len(found(report, "must")) == 1


def test_a_key_question_heads_a_group() -> None:
    report = read_text(
        "Action the trust MUST take to improve\n\nSafe\n\n• The trust must mend doors.\n\nWell-led\n\n• The "
        "trust must know its risks.\n"
    )
    assert [f.key_question for f in report.findings] == ["safe", "well_led"]


def test_a_footer_in_the_middle_of_an_item_is_taken_out() -> None:
    foot = "12 Northmoor Partnership NHS Foundation Trust Quality Report 03/10/2017"
    report = read_text(
        MUST + f"• The trust must ensure that people\n{foot}\nare seen within an hour. (Regulation 12)\n• The trust "
        f"must{foot} train staff.\n"
    )
    assert found(report, "must") == [
        "The trust must ensure that people are seen within an hour. (Regulation 12).",
        "The trust must train staff.",
    ]


def test_a_heading_repeated_on_the_next_page_opens_nothing_new() -> None:
    heading = "Action the provider MUST take to improve"
    report = read_text(f"{heading}\n\n• The trust must mend doors.\n\f{heading}\n\n• The trust must train staff.\n")
    assert found(report, "must") == ["The trust must mend doors.", "The trust must train staff."]


def test_a_broken_word_is_whole_again() -> None:
    report = read_text(
        MUST + "• The trust must ensure multi-\ndisciplinary reviews and person-\ncentred care plans for every "
        "ad-\nmission.\n"
    )
    assert found(report, "must") == [
        "The trust must ensure multi-disciplinary reviews and person-centred care plans for every admission.",
    ]


def test_nothing_in_an_action_section_is_lost() -> None:
    report = read_text(
        MUST + "• The trust must mend doors.\n\nA stray remark about the weather at the time of our visit.\n"
    )
    assert found(report, "must") == ["The trust must mend doors."]
    assert [u.quote for u in report.unread] == ["A stray remark about the weather at the time of our visit."]


def test_nothing_required_is_no_item() -> None:
    report = read_text(MUST + "None.\n\n" + SHOULD + "There were no areas for improvement.\n")
    assert found(report) == []
    assert report.unread == ()


def test_items_in_one_paragraph() -> None:
    report = read_text(
        "Action the trust MUST take to improve\n\nThe trust must: ensure alarms work; train staff; and mend "
        "the doors.\n"
    )
    assert found(report, "must") == [
        "The trust must ensure alarms work.",
        "The trust must train staff.",
        "The trust must mend the doors.",
    ]


def test_numbered_headings_and_a_contents_page() -> None:
    contents = "Contents\n\nAreas for improvement ........ 12\nRequirement notices ........ 14\n\n"
    report = read_text(
        contents
        + "Overall summary\n\nAll was well.\n\n3.2 Action the trust must take\n\n• The trust must mend doors.\n"
    )
    assert found(report) == ["The trust must mend doors."]
    assert report.unread == ()


def test_practice_lists() -> None:
    report = read_text(
        "Good practice\n\n• A choir met on the ward.\n\nOutstanding practice\n\nWe found the following "
        "outstanding practice:\n\n• A peer worker ran a group.\n\n"
        "Our inspection team\n\nThe team came for a week.\n"
    )
    assert found(report, "good_practice") == ["A choir met on the ward."]
    assert found(report, "outstanding_practice") == ["A peer worker ran a group."]


def test_level_by_the_items_own_word_without_a_heading_for_it() -> None:
    report = read_text("Areas for improvement\n\n• The trust must mend doors.\n• The trust should buy books.\n")
    assert [(f.level, f.text) for f in report.findings] == [
        ("must", "The trust must mend doors."),
        ("should", "The trust should buy books."),
    ]


def test_the_head_alone_has_no_findings() -> None:
    assert found(read_text("", HEAD)) == []
