"""Words of the main job that come back on paper."""

COUNCIL = "Northmere & District <b>Council</b>"
QUOTE = "We wait months for CAMHS when we are ill."
TITLE = "Youth forum & friends"
