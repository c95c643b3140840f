"""Graphs in both notations, read back by rdflib: any text and any address survive."""

from __future__ import annotations

import pycountry
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from functions.opendata.countries import THREE_LETTERS
from functions.opendata.graph import Graph, Iri, Literal, literals

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t"\\\r'))
DCT = rdflib.Namespace("http://purl.org/dc/terms/")


@settings(max_examples=30)
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_both_notations_say_the_same_whatever_people_wrote(written: list[str]) -> None:
    graph = Graph()
    node = graph.node("https://example.org/a#1", "dcat:Dataset")
    graph.add(node, "dct:title", *(Literal(text, "kk") for text in written))
    graph.add(node, "dct:issued", Literal("2024-01-31", datatype="xsd:date"))
    turtle = rdflib.Graph().parse(data=graph.turtle(), format="turtle")
    json_ld = rdflib.Graph().parse(data=graph.json_ld(), format="json-ld")

    assert isomorphic(turtle, json_ld)
    titles = turtle.objects(rdflib.URIRef(node), DCT.title)
    assert {str(one) for one in titles} == {*written}


@pytest.mark.parametrize("wrong", ["https://example.org/a b", 'https://x.org/"', "x>y", "a\nb"])
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        Iri(wrong)


def test_control_characters_are_left_out_of_texts() -> None:
    assert [*literals({"en": "a\x00b\x1bc"})] == [Literal("abc", "en")]


def test_countries_have_the_codes_of_iso_3166() -> None:
    assert {one.alpha_2: one.alpha_3 for one in pycountry.countries} == THREE_LETTERS
