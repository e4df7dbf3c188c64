"""Copies of clients that were judged are judged too."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func
from sqlmodel import select

from insights.unchanged import marks, unchanged
from storage import Session, connect, migrate, session
from storage.db.tables import PerformanceTable
from storage.directory import accounts, campaigns, clients
from storage.evidence import validity
from storage.evidence.validity import Validity
from tests.bench import agency, multiply

FEW, MANY = 2, 6


def how_many(opened: Session) -> int:
    return opened.exec(select(func.count()).select_from(PerformanceTable)).one()


def test_a_copy_of_a_client_has_names_and_days_of_its_own_and_its_verdicts_stand(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    model = connect(f"sqlite:///{tmp_path / 'few'}")
    migrate(model)
    with session(model) as opened:
        agency.build(opened, FEW, days=30, hours=1, now=now)
        for key, mark in marks(opened, clients.everyone(opened), now).items():
            validity.keep(opened, key, Validity(mark, now + timedelta(hours=5)))
        days = how_many(opened)
    model.dispose()
    multiply.multiply(tmp_path / "few", tmp_path / "many", MANY)
    engine = connect(f"sqlite:///{tmp_path / 'many'}")
    with session(engine) as opened:
        keys = [agency.client_key(n) for n in range(MANY)]
        assert sorted(one.key for one in clients.everyone(opened)) == keys
        assert unchanged(opened, keys, now) == {*keys}
        assert how_many(opened) == days * MANY // FEW
        for n in range(MANY):
            own = {one.key: one.name for one in campaigns.of_client(opened, agency.client_key(n))}
            assert own == {agency.campaign_key(n, m): agency.name(n, m) for m in range(agency.EACH)}
            assert [one.account_id for one in accounts.of_client(opened, agency.client_key(n))] == [f"act_{n}"]
    engine.dispose()
