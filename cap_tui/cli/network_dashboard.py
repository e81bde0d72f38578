"""The commands of the dashboard, in the branch `network`."""

from __future__ import annotations

from cap_tui.cli.tree import Branch, Leaf
from cap_tui.core.errors import N_

DASHBOARD = (
    Leaf(
        "show",
        "network_dashboard:DashboardCommands.show",
        N_("Print where the network stands, no structure exposed."),
    ),
    Leaf(
        "node",
        "network_dashboard:DashboardCommands.node",
        N_("Print themes, objectives or criteria by kind and by region."),
    ),
    Leaf(
        "priorities",
        "network_dashboard:DashboardCommands.priorities",
        N_("Print the criteria on which most actions are open."),
    ),
    Leaf(
        "late",
        "network_dashboard:DashboardCommands.late",
        N_("Print how many plans are late, and which you coordinate."),
    ),
    Leaf(
        "years",
        "network_dashboard:DashboardCommands.years",
        N_("Print the means of the network year by year."),
    ),
    Leaf(
        "standing",
        "network_dashboard:DashboardCommands.standing",
        N_("Print where one structure stands among its peers."),
    ),
    Leaf(
        "recount",
        "network_dashboard:DashboardCommands.recount",
        N_("Count the network again from the entries of every evaluation."),
    ),
    Branch(
        "export",
        N_("Export the network: a report, tables, open data; no structure named but the certified."),
        (
            Leaf(
                "pdf",
                "network_export:NetworkExportCommands.one",
                N_("Make the report of the network and print its path."),
                given="pdf",
            ),
            Leaf(
                "xlsx",
                "network_export:NetworkExportCommands.one",
                N_("Make the workbook of the network and print its path."),
                given="xlsx",
            ),
            Leaf(
                "csv",
                "network_export:NetworkExportCommands.one",
                N_("Write the results of the network as CSV and print its path."),
                given="csv",
            ),
            Leaf(
                "json",
                "network_export:NetworkExportCommands.one",
                N_("Write the open data of the network as JSON and print its path."),
                given="json",
            ),
        ),
    ),
)
