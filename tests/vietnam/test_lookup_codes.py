"""Codes of printed papers: how much chance is in them, and what a person may type for one."""

from math import log2

import pytest

from cchc_portal.vietnam import lookup_codes as codes

CODE = "07C2F5H6J8K1M0N9PQRV"  # of the earlier length
LONG = "07C2F5H6J8K1M0N9PQRVTX3410C2F5H6"


def test_a_code_holds_more_than_128_bits_of_chance():
    assert (codes.LENGTH - codes.OF_PROVINCE) * log2(len(codes.ALPHABET)) > 128
    assert len(codes.new(7)) == codes.LENGTH


def test_no_letter_of_a_code_can_take_a_vietnamese_mark_or_make_one():
    assert set(codes.ALPHABET) & set("AĂÂEÊIOÔƠUƯYDĐW") == set()


def test_a_letter_and_what_looks_like_it_are_never_both_in_use():
    assert set(codes.ALPHABET) & set(codes.LOOK_ALIKE) == set()
    assert set(codes.LOOK_ALIKE.values()) - set(codes.ALPHABET) == set()


def test_a_code_is_printed_in_groups_of_four():
    assert codes.printed(LONG) == "07C2-F5H6-J8K1-M0N9-PQRV-TX34-10C2-F5H6"
    assert codes.printed(CODE) == "07C2-F5H6-J8K1-M0N9-PQRV"


@pytest.mark.parametrize(
    "typed",
    [
        "07C2-F5H6-J8K1-M0N9-PQRV",
        "07c2f5h6j8k1m0n9pqrv",
        " 07C2 F5H6\tJ8K1 M0N9 PQRV ",
        "07C2–F5H6—J8K1.M0N9_PQRV",
        "O7CZ-FSHG-JBKI-MDN9-PQRU",
        "Ô7CZ-FSHG-JBKL-MĐN9-PQRÙ",
        "Ơ7cz-fshg-jbkí-mđn9-pqrư",
        "07C2-F5H6-J8K1-M0N9-PQRU\u0309",
    ],
)
def test_what_a_person_types_is_read_as_the_code(typed):
    """Of today's length or of the earlier one."""
    assert codes.read(typed) == CODE
    assert codes.read(f"{typed}-tx34-IOCZ-f5h6") == LONG


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "07C2",
        CODE + "0",
        CODE[:-1],
        LONG + "0",
        LONG[:-1],
        CODE[:-1] + "A",
        "Kế hoạch số 06/KH",
        "0" * 10_000,
        "０７Ｃ２" * 5,
    ],
)
def test_what_is_no_code_is_none(typed):
    assert codes.read(typed) is None


@pytest.mark.parametrize("province", [1, 22, 23, 34, 528, 529, 12_345])
def test_a_new_code_names_its_province(province):
    code = codes.new(province)
    assert (codes.read(code), codes.share(code)) == (code, province % 529)


def test_two_codes_are_never_alike():
    assert len({codes.new(7) for _ in range(2000)}) == 2000
