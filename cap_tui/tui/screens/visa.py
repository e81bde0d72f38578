"""Visa: what exactly would be signed, what prevents it, the signature, and what changed afterwards."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work

from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.phase_moves import PHASE_COMMANDS, signers
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.screens.visa_lines import sign_blocks, state_blocks, visa_blocks
from cap_tui.tui.widgets.lines import LinesView

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cap_tui.core.review import SealedState, Visa
    from cap_tui.services.dossier import Dossier


class VisaScreen(DossierScreen):
    """The visa over the plan of an assessment.

    Args:
        dossier: The open assessment.
    """

    PLACE = "visa"
    NAME = N_("Visa")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("visa-sign", ("s",), N_("Sign"), N_("Sign what is shown"), "sign"),
        Command("visa-down", ("down", "pagedown", "space"), N_("Read on"), N_("Scroll down"), "page(0.5)", bar=False),
        Command("visa-up", ("up", "pageup"), N_("Read back"), N_("Scroll up"), "page(-0.5)", bar=False),
        *PHASE_COMMANDS,
        BACK,
    )  # fmt: skip
    DEFAULT_CSS = """
    VisaScreen LinesView { padding: 1 2; }
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self._state: SealedState | None = None
        self._stands = False

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield LinesView()

    async def on_mount(self) -> None:
        """Show what would be signed."""
        await self._read()

    async def on_screen_resume(self) -> None:
        """Show what was changed or brought in meanwhile."""
        if self._state is not None:
            await self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to sign to who can, while something is left to sign."""
        if action == "sign":
            return not self._stands and self.dossier.may_sign() is None
        return super().check_action(action, parameters)

    async def _read(self) -> None:
        def read() -> tuple[SealedState, tuple[Visa, ...]]:
            return self.dossier.visa_state(), self.dossier.visas()

        state, visas = await asyncio.to_thread(read)
        self._state = state
        self._stands = bool(visas) and not visas[0].changes
        blocks = [
            *(() if self._stands else state_blocks(state)),  # two seals side by side would look like a change
            *sign_blocks(self._refusal(), signers(self.dossier), stands=self._stands),
            *visa_blocks(visas, self.shell.local),
        ]
        self.query_one(LinesView).show(blocks)
        self.refresh_frame()

    def _refusal(self) -> str | None:
        """Return why this person cannot sign now, in words; None when they can."""
        return self.dossier.refusal("visa.sign") or (
            _(sentence) if (sentence := self.dossier.may_sign()) is not None else None
        )

    def phase_changed(self) -> None:
        """Say again who can sign."""
        self.call_later(self._read)

    def action_page(self, pages: float) -> None:
        """Scroll."""
        self.query_one(LinesView).page(pages)

    @work
    async def action_sign(self) -> None:
        """Ask for a comment, say once more what is signed, and sign."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog
        from cap_tui.tui.dialogs.prompt import PromptDialog

        state = self._state
        if state is None:
            return
        comment = await self.app.push_screen_wait(
            PromptDialog(
                _("A comment with your visa?"), _("It is printed with it. May be left empty."), required=False
            )
        )
        if comment is None:
            return
        question = _(
            "Sign this plan? Score {score}, {positioned} of {applicable} criteria positioned, {actions} actions, seal {seal}. "
            "Your signature cannot be taken back; what is changed later will show as changed after it."
        ).format(
            score=percent(state.score),
            positioned=state.positioned,
            applicable=state.applicable,
            actions=state.actions,
            seal=state.state[:16],
        )
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Sign"), _("Not now"))):
            sign = partial(self.dossier.sign_visa, comment=comment, expected=state.state)
            self.shell.saver.submit(sign, self._signed, self.fail, keep=False)

    def _signed(self, _changes: Any) -> None:
        if self.is_mounted:
            self.phase_changed()
            self.tell(
                _(
                    "Signed. Send this evaluation to those who take part with the key F7, or go on with the key >."
                )
                if self.dossier.may("phase.advance")
                else _("Signed. Send this evaluation to the director with the key F7.")
            )
