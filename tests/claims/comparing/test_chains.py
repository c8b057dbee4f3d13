"""Who has it from whom."""

from claims.comparing.chains import Node, tree
from tests.claims.comparing.making import claim


def test_a_tree_leads_from_the_outlet_to_the_body_and_leaves_out_what_is_not_known() -> None:
    claims = [
        claim("Times", "released", 157, agency="Reuters", speaker="Andrei Belousov", body="Russian Ministry of Defence"),
        claim("Times", "released", 157, agency="Reuters", speaker="Russian Ministry of Defence", body="Russian Ministry of Defence"),
        claim("AP", "released", 157),
    ]
    ministry = "Russian Ministry of Defence"
    speakers = (Node("Andrei Belousov", "speaker", (Node(ministry, "body"),)), Node(ministry, "speaker"))
    assert tree(claims) == (Node("AP", "outlet"), Node("Times", "outlet", (Node("Reuters", "agency", speakers),)))
    assert tree(claims[::-1]) == tree(claims)


def test_the_origin_of_a_text_stands_for_an_agency_that_is_not_named() -> None:
    told = tree([claim("A", "released", 157, origin="Reuters"), claim("B", "released", 157, origin="B")])
    assert told == (Node("A", "outlet", (Node("Reuters", "agency"),)), Node("B", "outlet"))


def test_no_claims_have_no_tree() -> None:
    assert tree([]) == ()
