"""What does good look like? Topic, standards, criteria and targets, as files that people agree on.

`model` is what an audit is. `load` reads one from what a file says, in three steps: reading
(`yaml_tree`, `workbook`), building (`build`) and checking (`checks`); all problems are told at
once, each with its line (`problems`, `codes`). `write` writes one. `shelf` finds audits: those
released with CareAudit, and files. `mappings` holds them against outside frameworks.

>>> from careaudit_surveys.audits.shelf import find
>>> find("living-well").audit.title
'Living well in a care home'
"""
