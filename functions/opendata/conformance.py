"""The mandatory part of DCAT-AP 3.0.1, checked without an RDF library.

The tests hold it against the shapes of the specification.
"""

from __future__ import annotations

from functions.opendata.graph import Graph

# By class: properties that each thing of it has (releases/3.0.1/shacl, minCount 1).
MANDATORY = {
    "dcat:Catalog": ("dct:title", "dct:description", "dct:publisher"),
    "dcat:CatalogRecord": ("dct:modified", "foaf:primaryTopic"),
    "dcat:Dataset": ("dct:title", "dct:description"),
    "dcat:Distribution": ("dcat:accessURL",),
    "dcat:DataService": ("dct:title", "dcat:endpointURL"),
    "foaf:Agent": ("foaf:name",),
    "skos:Concept": ("skos:prefLabel",),
    "skos:ConceptScheme": ("dct:title",),
    "spdx:Checksum": ("spdx:algorithm", "spdx:checksumValue"),
}
# Properties whose values are things of a class.
RANGES = {
    "dct:publisher": "foaf:Agent",
    "dct:spatial": "dct:Location",
    "dct:temporal": "dct:PeriodOfTime",
    "dct:license": "dct:LicenseDocument",
    "dct:rights": "dct:RightsStatement",
    "dct:accessRights": "dct:RightsStatement",
    "dct:language": "dct:LinguisticSystem",
    "dct:format": "dct:MediaTypeOrExtent",
    "dct:conformsTo": "dct:Standard",
    "dct:accrualPeriodicity": "dct:Frequency",
    "dct:provenance": "dct:ProvenanceStatement",
    "dcat:mediaType": "dct:MediaType",
    "dcat:contactPoint": "vcard:Kind",
    "dcat:distribution": "dcat:Distribution",
    "dcat:landingPage": "foaf:Document",
    "dcat:theme": "skos:Concept",
    "foaf:page": "foaf:Document",
    "spdx:checksum": "spdx:Checksum",
}
_DESCRIBED = ("dcat:Catalog", "dcat:Dataset", "dcat:Distribution", "dcat:DataService")


def problems(graph: Graph) -> list[str]:
    """Return what is missing or of the wrong class, as `address: property`."""
    missing = [
        f"{node}: {name}"
        for kind, names in MANDATORY.items()
        for node in graph.subjects(kind)
        for name in names
        if not graph.objects(node, name)
    ]
    members = {kind: {*graph.subjects(kind)} for kind in RANGES.values()}
    wrong = [
        f"{node}: {name}"
        for kind in _DESCRIBED
        for node in graph.subjects(kind)
        for name, wanted in RANGES.items()
        for value in graph.objects(node, name)
        if value not in members[wanted]
    ]
    return missing + wrong
