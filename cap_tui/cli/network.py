"""The branch `network`: the register of the structures, their certificates and groups, and the dashboard."""

from __future__ import annotations

from cap_tui.cli.network_dashboard import DASHBOARD
from cap_tui.cli.network_database import DATABASE
from cap_tui.cli.network_gather import GATHER
from cap_tui.cli.tree import Branch, Leaf
from cap_tui.core.errors import N_

REGISTER = (
    Leaf(
        "register",
        "network_register:RegisterCommand.register",
        N_("List the structures of the network, change the register, import or export it."),
        N_(
            'show SIRET; add SIRET name="…" kinds=AI region="…"; set SIRET field=value; remove SIRET; '
            "engage SIRET CAP since=…; disengage SIRET CAP; certify SIRET CEDRE number=… issued=… expires=…; "
            "uncertify SIRET CEDRE; join SIRET GROUP; leave SIRET GROUP; count SIRET YEAR BODY WOMEN MEN; import FILE; "
            "export FILE; template FILE."
        ),
    ),
    Leaf(
        "certificates",
        "network_register_figures:FigureCommands.certificates",
        N_("Print the certificates that expired or expire soon, and the surveillance audits to come."),
    ),
    Leaf(
        "groups",
        "network_register_groups:GroupCommands.groups",
        N_("Print the groups and what puts their certificate at risk."),
        N_("show NAME prints the open findings of all its members; rename NAME NEW gives it another name."),
    ),
    Leaf(
        "equality",
        "network_register_figures:FigureCommands.equality",
        N_("Print the shares of women and men in the bodies of the structures."),
    ),
    Leaf(
        "figures",
        "network_register_figures:FigureCommands.figures",
        N_("Print how many structures the network has, engaged and certified, on the last day of a year."),
    ),
)

NETWORK = Branch(
    "network",
    N_("The structures of the network: where they stand, the register, certificates and groups."),
    (*GATHER, *DASHBOARD, *REGISTER, *DATABASE),
)
