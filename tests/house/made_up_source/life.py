"""What the house does with the source: run by pytest inside the copy, where it is called `test_noticeboard.py`."""

from tests.bot.vigia import FixedClock, Vigia

DECLARED = """
clients:
  - key: acme
    name: Acme
    timezone: Europe/Madrid
    currency: EUR
    accounts: [{source: noticeboard, id: Board_7, floor: ground}]
campaigns:
  - key: acme-autumn
    client: acme
    name: Autumn
    objective: leads
    start: 2026-11-01
    end: 2026-11-30
    budget: 90 EUR
    match: {noticeboard: {name_contains: autumn}}
"""
BOARD = "Notice board board_7 (Acme)"


def test_it_is_declared_polled_read_in_status_and_named_in_doctor(tmp_path, monkeypatch, capsys) -> None:
    with FixedClock("2026-11-16T09:00:00Z") as clock:
        vigia = Vigia(tmp_path, monkeypatch, capsys)
        vigia.set(VIGIA_CLOCK_URL=clock.url, NOTICEBOARD_KEY="brass-12")
        vigia.write("vigia.yaml", DECLARED)
        assert "create account noticeboard:board_7" in vigia("apply", "vigia.yaml").out
        assert vigia("sync").out == f"✓ {BOARD}: read.\n"
        clock.now = "2026-11-16T09:20:00Z"
        shown = vigia("status", "acme-autumn", "--period", "all").out
        assert "€30 of €90 spent (33%)" in shown  # €2 a day, November 1 to 15
        assert "Leads (platforms)            15 " in shown
        assert "Data: Notice board 20 minutes ago" in shown
        assert f"✓ {BOARD}: the credential works (Board on the ground floor)." in vigia("doctor").out
        vigia.set(NOTICEBOARD_KEY="tin-12")
        assert f"✗ {BOARD}: could not be read (reconnect)." in vigia("sync").out
        vigia.set(NOTICEBOARD_KEY="")
        assert f"✗ {BOARD}: the credential is missing or wrong. Set NOTICEBOARD_KEY" in vigia("doctor").out
