"""The `flask` command, with a shell that takes `-c CODE` as python's does: Flask's own only reads a terminal."""

import click
from flask.cli import cli, shell_command, with_appcontext


@cli.command("shell")
@click.option("-c", "code", help="Run this code and exit.")
@click.pass_context
@with_appcontext
def shell(context, code):
    """Run Python in the application's context."""
    if code is None:
        context.invoke(shell_command)
    else:
        exec(code, {})


if __name__ == "__main__":
    cli.main(prog_name="flask")
