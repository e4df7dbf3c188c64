"""The command `vigia`. Each command's module is imported only when it runs: `vigia --help` must stay cheap."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="vigia",
    help="Vigía keeps watch over marketing campaigns, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page, its Slack and its vendors.")] = 8080,
    seed: Annotated[int, typer.Option(help="The same seed gives the same world.")] = 7,
    data: Annotated[Path, typer.Option(help="Folder for the demo's database, emptied at every start.")] = Path(".demo"),
    locale: Annotated[str, typer.Option(help="es, ca or en for all clients and people, instead of their own.")] = "",
    clients: Annotated[str, typer.Option(help="Only these clients, for example acme,forn; quicker.")] = "",
    start: Annotated[str, typer.Option(help="Where the clock starts, instead of the latest Monday at 8:30.")] = "",
) -> None:
    """Start a local workspace with a page, local vendors and the real bot."""
    from bot.cli import demo as command

    command.run(command.Wish(port, seed, locale, clients, start), data=data)


@app.command()
def run() -> None:
    """Run the bot."""
    from bot.cli import run as command

    command.run()


@app.command()
def doctor() -> None:
    """Check tokens, scopes, database and channels; one sentence each on what to do."""
    from bot.cli import doctor as command

    command.run()


@app.command()
def migrate() -> None:
    """Bring the database up to date (`vigia run` does it at start)."""
    from bot.cli import migrate as command

    command.run()


@app.command(name="export-client")
def export_client(
    key: Annotated[str, typer.Argument(help="Key of the client.")],
    to: Annotated[Path | None, typer.Option(help="Folder for the files; KEY-export by default.")] = None,
) -> None:
    """Write all that is kept of a client as CSV files."""
    from bot.cli import client as command

    command.export(key, to)


@app.command(name="delete-client")
def delete_client(
    key: Annotated[str, typer.Argument(help="Key of the client.")],
    yes: Annotated[bool, typer.Option("--yes", help="Delete; without it, only say what would go.")] = False,
) -> None:
    """Delete all that is kept of a client; of the audit log the codes stay."""
    from bot.cli import client as command

    command.delete(key, yes=yes)


@app.command(name="rotate-key")
def rotate_key() -> None:
    """Seal with VIGIA_SECRET_KEY what VIGIA_SECRET_KEY_OLD (or the bot's token) sealed."""
    from bot.cli import rotate_key as command

    command.run()


@app.command()
def apply(
    file: Annotated[Path, typer.Argument(help="The file, for example vigia.yaml.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan, change nothing.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Delete what the file no longer names.")] = False,
    take: Annotated[str, typer.Option(help="'file': the file wins where Slack changed the same field.")] = "",
) -> None:
    """Make clients, channels, campaigns and subscriptions what the file says."""
    from bot.cli import apply as command

    command.run(file, dry_run=dry_run, prune=prune, take=take)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; without it, to the terminal.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> None:
    """Write vigia.yaml from what is stored, changes made in Slack included."""
    from bot.cli import export as command

    command.run(file, force=force)


@app.command(name="import")
def import_(  # noqa: PLR0917 - typer calls it by name
    file: Annotated[Path, typer.Argument(help="A CSV exported from Google Ads or Meta Ads Manager.")],
    client: Annotated[str, typer.Option(help="Key of the client; created when it is new.")],
    source: Annotated[str, typer.Option(help="google_ads, meta or csv.")] = "csv",
    decimal: Annotated[str, typer.Option(help="comma or point, where the file leaves it open.")] = "",
    dates: Annotated[str, typer.Option(help="dmy or mdy, where the file leaves it open.")] = "",
    currency: Annotated[str, typer.Option(help="For example EUR, where the file does not say.")] = "",
    account: Annotated[str, typer.Option(help="Id of the account, where the client has several of that source.")] = "",
    only: Annotated[
        str, typer.Option(help="Name or number of the account to read, where the file holds several.")
    ] = "",
    skip_bad_rows: Annotated[bool, typer.Option("--skip-bad-rows", help="Import the rows that can be read.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the preview, import nothing.")] = False,
) -> None:
    """Import days from a file that the platform's own page exported; no tokens needed."""
    from bot.cli import imports as command

    told = (source, decimal, dates, currency, account, only)
    options = command.Options(*told, skip_bad_rows=skip_bad_rows, dry_run=dry_run)
    command.run(file, client, options)


@app.command()
def reconcile(  # noqa: PLR0917 - typer calls it by name
    file: Annotated[Path, typer.Argument(help="A CSV exported from Google Ads or Meta Ads Manager.")],
    client: Annotated[str, typer.Option(help="Key of the client.")],
    source: Annotated[str, typer.Option(help="google_ads, meta or csv.")],
    account: Annotated[str, typer.Option(help="Id of the account, where the client has several of that source.")] = "",
    decimal: Annotated[str, typer.Option(help="comma or point, where the file leaves it open.")] = "",
    dates: Annotated[str, typer.Option(help="dmy or mdy, where the file leaves it open.")] = "",
    currency: Annotated[str, typer.Option(help="For example EUR, where the file does not say.")] = "",
    only: Annotated[
        str, typer.Option(help="Name or number of the account to read, where the file holds several.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print every number that was compared as JSON.")] = False,
) -> None:
    """Compare an export with what is stored, and say why numbers differ; changes nothing."""
    from bot.cli import imports
    from bot.cli import reconcile as command

    options = imports.Options(source, decimal, dates, currency, account, only)
    command.run(file, client, options, as_json=as_json)


@app.command()
def sync(
    client: Annotated[str, typer.Option(help="Key of a client; all of them by default.")] = "",
) -> None:
    """Poll the accounts now, without Slack."""
    from bot.cli import sync as command

    command.run(client)


@app.command()
def status(
    campaign: Annotated[str, typer.Argument(help="Key or part of the name; all campaigns by default.")] = "",
    period: Annotated[str, typer.Option(help="7d, 30d, month, all or 2026-10-01..2026-10-31.")] = "",
    client: Annotated[str, typer.Option(help="Key of a client.")] = "",
    chart: Annotated[str, typer.Option(help="Write the chart to this PNG file.")] = "",
    lang: Annotated[str, typer.Option(help="es, ca or en; by default VIGIA_LANG, else the machine's.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print every reading of these days as JSON.")] = False,
    since_shown: Annotated[bool, typer.Option(help="Say what has moved since these days were first shown.")] = False,
) -> None:
    """Print what /campaign status says."""
    from bot.cli import status as command

    asked = command.Asked(campaign, period, client)
    command.run(asked, chart=chart, lang=lang, as_json=as_json, since_shown=since_shown)


@app.command()
def adopt(
    client: Annotated[str, typer.Option(help="Key of the client.")],
    name: Annotated[str, typer.Argument(help="Name or id of the one to adopt; without it, all are listed.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the platforms' campaigns that nobody claims, or make one of them a campaign."""
    from bot.cli import adopt as command

    command.run(name, client=client, as_json=as_json)


@app.command()
def manifest(
    name: Annotated[str, typer.Option(help="Name of the app in Slack.")] = "Vigía",
    lang: Annotated[str, typer.Option(help="es, ca or en.")] = "en",
    http_url: Annotated[str, typer.Option(help="Public address, for signed HTTP instead of Socket Mode.")] = "",
) -> None:
    """Print the Slack app manifest and the link that creates the app from it."""
    from bot.cli import manifest as command

    command.run(name, lang, http_url)


@app.command()
def anomalies(
    file: Annotated[
        Path, typer.Argument(help="A CSV with timestamp,value and perhaps series; - reads standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find the surprises in hourly or daily series of any KPI."""
    from bot.cli.analysis import anomalies as command

    command.run(file, as_json=as_json)


@app.command()
def backtest(
    file: Annotated[
        Path | None, typer.Argument(help="A CSV with date,spend,conversions and perhaps as_of, clicks, series.")
    ] = None,
    goal: Annotated[str, typer.Option(help="For the file, for example 'cpa < 45'.")] = "",
    client: Annotated[str, typer.Option(help="Instead of a file: key of a client, by what was known of it.")] = "",
    campaign: Annotated[str, typer.Option(help="Key of one of the client's campaigns; all of them by default.")] = "",
    days: Annotated[int, typer.Option(min=1, help="How many days back, where a client is named.")] = 60,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Replay what the alerts would have said, morning by morning."""
    if client:
        from bot.cli.analysis.backtest_client import run as of_client

        of_client(client, campaign=campaign, days=days, as_json=as_json)
    else:
        from bot.cli.analysis.backtest import run as of_file

        of_file(file, goal=goal, as_json=as_json)


@app.command()
def pace(
    file: Annotated[Path, typer.Argument(help="A CSV with date,spend and perhaps series.")],
    budget: Annotated[str, typer.Option(help="What the flight may spend, for example 5000.")],
    start: Annotated[str, typer.Option(help="First day of the flight, for example 2026-11-01.")],
    end: Annotated[str, typer.Option(help="Last day of the flight.")],
    as_of: Annotated[str, typer.Option(help="The morning to judge from; the day before is complete.")] = "",
    curve: Annotated[str, typer.Option(help="even, weekday, front or back.")] = "weekday",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Project the spend to the flight's end and say which daily budget would land on target."""
    from bot.cli.analysis import pace as command

    command.run(file, budget=budget, start=start, end=end, as_of=as_of, curve=curve, as_json=as_json)


@app.command()
def explain(
    before: Annotated[Path, typer.Argument(help="A CSV with dimensions and impressions,clicks,spend,conversions.")],
    after: Annotated[Path, typer.Argument(help="The same for the period that is to be explained.")],
    kpi: Annotated[str, typer.Option(help="For example cpa.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say which link of the chain moved, and which element of which dimension explains it."""
    from bot.cli.analysis import explain as command

    command.run(before, after, kpi=kpi, as_json=as_json)


@app.command()
def understand(
    sentence: Annotated[str, typer.Argument(help="What somebody says, for example '¿cómo va la campaña de otoño?'.")],
    client: Annotated[str, typer.Option(help="Key of the client whose campaigns are meant; all by default.")] = "",
    as_of: Annotated[str, typer.Option(help="The day on which it is said, for example 2026-11-20.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what a sentence is taken for: verb, campaign, KPI and days. Nothing is asked of the numbers."""
    from bot.cli import understand as command

    command.run(sentence, client=client, as_of=as_of, as_json=as_json)
